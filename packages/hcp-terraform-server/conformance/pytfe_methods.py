"""Calls each public method of pytfe's state versions, outputs, configuration versions, runs, plans, applies, workspaces and variables.

pytfe_methods.py ADDRESS ENTERPRISE_ADDRESS TOKEN: prints one line of JSON for each method, {"name", "outcome", "output"}. A method that no check
below calls is printed as a failure, so that a newer pytfe can't have methods that nothing has tried.
"""

import base64
import hashlib
import inspect
import io
import json
import sys
import tarfile
import time
import traceback
import urllib.request

from pytfe import TFEClient, TFEConfig, models
from pytfe.errors import NotFound
from pytfe.resources.apply import Applies
from pytfe.resources.configuration_version import ConfigurationVersions
from pytfe.resources.plan import Plans
from pytfe.resources.run import Runs
from pytfe.resources.state_version_outputs import StateVersionOutputs
from pytfe.resources.state_versions import StateVersions
from pytfe.resources.variable import Variables
from pytfe.resources.workspaces import Workspaces

CLASSES = [StateVersions, StateVersionOutputs, ConfigurationVersions, Runs, Plans, Applies, Workspaces, Variables]
ADDRESS, ENTERPRISE, TOKEN = sys.argv[1:4]
ORGANIZATION = "demo"
CHECKS = {}
UNSERVED = {}


def check(*names):
    def keep(function):
        for name in names:
            CHECKS[name] = function
        return function

    return keep


def unserved(reason, *names):
    for name in names:
        UNSERVED[name] = reason


unserved("SSH keys", "Workspaces.assign_ssh_key", "Workspaces.unassign_ssh_key")
unserved("VCS", "Workspaces.remove_vcs_connection", "Workspaces.remove_vcs_connection_by_id")
unserved("the registry", "ConfigurationVersions.create_for_registry_module")
unserved("a path that no page of the API has", "Workspaces.list_applicable_varsets")
unserved("assessments", "Workspaces.current_assessment_result")
unserved(
    "data retention policies",
    "Workspaces.read_data_retention_policy",
    "Workspaces.read_data_retention_policy_choice",
    "Workspaces.set_data_retention_policy",
    "Workspaces.set_data_retention_policy_delete_older",
    "Workspaces.set_data_retention_policy_dont_delete",
    "Workspaces.delete_data_retention_policy",
)

MAIN = b'resource "terraform_data" "one" {\n  input = "1"\n}\noutput "one" {\n  value = terraform_data.one.output\n}\n'


class World:
    """A client, and a workspace of its own."""

    def __init__(self, address=ADDRESS):
        self.address = address
        self.client = TFEClient(TFEConfig(address=address, token=TOKEN, max_retries=1))
        self.name = f"py-{time.time_ns()}"
        options = models.WorkspaceCreateOptions(name=self.name)
        self.workspace = self.client.workspaces.create(ORGANIZATION, options)

    def version(self, **options):
        created = self.client.configuration_versions.create(
            self.workspace.id, models.ConfigurationVersionCreateOptions(auto_queue_runs=False, **options)
        )
        self.client.configuration_versions.upload_tar_gzip(created.upload_url, archive())
        return until(
            lambda: self.client.configuration_versions.read(created.id),
            lambda found: found.status.value == "uploaded",
        )

    def run(self, **options):
        references = {
            "workspace": models.Workspace(id=self.workspace.id),
            "configuration_version": models.ConfigurationVersion.model_construct(id=self.version().id),
        }
        return self.client.runs.create(models.RunCreateOptions(**references, **options))

    def reach(self, run, status):
        return until(lambda: self.client.runs.read(run.id), lambda found: found.status.value == status)

    def script(self, script):
        body = json.dumps(script).encode()
        headers = {"content-type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(f"{self.address}/_dev/scripts", body, headers))

    def applied(self):
        return self.reach(self.run(auto_apply=True), "applied")

    def locked(self):
        self.client.workspaces.lock(self.workspace.id, models.WorkspaceLockOptions(reason="By pytfe"))

    def state(self, serial=1):
        """A state of its own, current at once."""
        raw = state_of(serial)
        self.locked()
        created = self.client.state_versions.upload(
            self.workspace.id,
            raw_state=raw,
            options=models.StateVersionCreateOptions(serial=serial, md5=md5_of(raw), lineage="lineage"),
        )
        self.client.workspaces.unlock(self.workspace.id)
        return until(lambda: self.client.state_versions.read(created.id), lambda found: found.resources_processed)


def until(read, condition):
    for _ in range(300):
        found = read()
        if condition(found):
            return found
        time.sleep(0.1)
    raise AssertionError(f"does not become what was expected: {found}")


def archive():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        entry = tarfile.TarInfo("main.tf")
        entry.size = len(MAIN)
        tar.addfile(entry, io.BytesIO(MAIN))
    stream.seek(0)
    return stream


def state_of(serial):
    outputs = {"one": {"value": "1", "type": "string"}, "secret": {"value": "s", "type": "string", "sensitive": True}}
    state = {"version": 4, "terraform_version": "1.11.4", "serial": serial, "lineage": "lineage"}
    return json.dumps({**state, "outputs": outputs, "resources": []}).encode()


def md5_of(raw):
    return hashlib.md5(raw).hexdigest()


# State versions


@check("StateVersions.list", "StateVersions.read", "StateVersions.read_current", "StateVersions.upload")
def _():
    world = World()
    first, second = world.state(1), world.state(2)
    options = models.StateVersionListOptions(organization=ORGANIZATION, workspace=world.name, page_size=1)
    assert [each.id for each in world.client.state_versions.list(options)] == [second.id, first.id]
    assert world.client.state_versions.read(first.id).serial == 1
    assert world.client.state_versions.read_current(world.workspace.id).id == second.id
    assert second.status.value == "finalized"


@check("StateVersions.read_with_options", "StateVersions.read_current_with_options")
def _():
    world = World()
    state = world.state()
    include = [models.StateVersionIncludeOpt.OUTPUTS]
    read = world.client.state_versions.read_with_options(state.id, models.StateVersionReadOptions(include=include))
    options = models.StateVersionCurrentOptions(include=include)
    current = world.client.state_versions.read_current_with_options(world.workspace.id, options)
    assert read.id == current.id == state.id
    for found in (read, current):
        assert sorted(each["attributes"]["name"] for each in found.included) == ["one", "secret"]


@check("StateVersions.create")
def _():
    world = World()
    world.locked()
    raw = state_of(1)
    options = models.StateVersionCreateOptions(serial=1, md5=md5_of(raw), state=base64.b64encode(raw).decode())
    created = world.client.state_versions.create(world.name, options, organization=ORGANIZATION)
    assert created.serial == 1 and created.status.value == "finalized"


@check("StateVersions.download", "StateVersions.download_current")
def _():
    world = World()
    state = world.state()
    assert world.client.state_versions.download(state.id) == state_of(1)
    assert world.client.state_versions.download_current(world.workspace.id) == state_of(1)


@check("StateVersions.list_outputs", "StateVersionOutputs.read", "StateVersionOutputs.read_current")
def _():
    world = World()
    state = world.state()
    listed = {each.name: each for each in world.client.state_versions.list_outputs(state.id)}
    assert listed["one"].value == "1" and listed["secret"].value is None
    assert world.client.state_version_outputs.read(listed["secret"].id).value == "s"
    current = {each.name: each.value for each in world.client.state_version_outputs.read_current(world.workspace.id)}
    assert current == {"one": "1", "secret": None}


@check(
    "StateVersions.soft_delete_backing_data",
    "StateVersions.restore_backing_data",
    "StateVersions.permanently_delete_backing_data",
)
def _():
    world = World(ENTERPRISE)
    first = world.state(1)
    world.state(2)
    states = world.client.state_versions
    states.soft_delete_backing_data(first.id)
    states.restore_backing_data(first.id)
    assert states.read(first.id).status.value == "finalized"
    states.soft_delete_backing_data(first.id)
    states.permanently_delete_backing_data(first.id)


@check("StateVersions.rollback")
def _():
    world = World()
    first = world.state(1)
    world.state(2)
    world.locked()
    copy = world.client.state_versions.rollback(world.workspace.id, first.id)
    assert copy.serial == 3 and copy.id != first.id


# Configuration versions


@check("ConfigurationVersions.list", "ConfigurationVersions.read", "ConfigurationVersions.read_with_options")
def _():
    world = World()
    first, second = world.version(), world.version(speculative=True)
    versions = world.client.configuration_versions
    options = models.ConfigurationVersionListOptions(page_size=1)
    assert [each.id for each in versions.list(world.workspace.id, options)] == [second.id, first.id]
    assert versions.read(second.id).speculative is True
    include = models.ConfigurationVersionReadOptions(include=[models.ConfigVerIncludeOpt.INGRESS_ATTRIBUTES])
    assert versions.read_with_options(first.id, include).id == first.id


@check("ConfigurationVersions.create", "ConfigurationVersions.upload_tar_gzip", "ConfigurationVersions.download")
def _():
    world = World()
    version = world.version()
    with tarfile.open(fileobj=io.BytesIO(world.client.configuration_versions.download(version.id))) as tar:
        assert tar.getnames() == ["main.tf"]


@check("ConfigurationVersions.upload")
def _():
    import tempfile
    from pathlib import Path

    world = World()
    created = world.client.configuration_versions.create(
        world.workspace.id, models.ConfigurationVersionCreateOptions(auto_queue_runs=False)
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_bytes(MAIN)
        world.client.configuration_versions.upload(created.upload_url, folder)
    until(
        lambda: world.client.configuration_versions.read(created.id),
        lambda found: found.status.value == "uploaded",
    )


@check("ConfigurationVersions.archive", "ConfigurationVersions.ingress_attributes")
def _():
    world = World()
    first = world.version()
    world.version()
    world.client.configuration_versions.archive(first.id)
    assert world.client.configuration_versions.read(first.id).status.value == "archived"
    assert world.client.configuration_versions.ingress_attributes(first.id) is None


@check(
    "ConfigurationVersions.soft_delete_backing_data",
    "ConfigurationVersions.restore_backing_data",
    "ConfigurationVersions.permanently_delete_backing_data",
)
def _():
    world = World(ENTERPRISE)
    first = world.version()
    world.version()
    versions = world.client.configuration_versions
    versions.soft_delete_backing_data(first.id)
    versions.restore_backing_data(first.id)
    assert versions.read(first.id).status.value == "uploaded"
    versions.soft_delete_backing_data(first.id)
    versions.permanently_delete_backing_data(first.id)


# Runs, plans and applies


@check("Runs.list", "Runs.list_for_organization", "Runs.create", "Runs.read", "Runs.read_with_options", "Runs.apply")
def _():
    world = World()
    runs = world.client.runs
    created = world.run(message="By pytfe")
    planned = world.reach(created, "planned")
    assert planned.actions.is_confirmable and planned.message == "By pytfe"
    runs.apply(created.id, models.RunApplyOptions(comment="Go"))
    world.reach(created, "applied")
    assert [each.id for each in runs.list(world.workspace.id)] == [created.id]
    options = models.RunListForOrganizationOptions(workspace_names=world.name)
    assert [each.id for each in runs.list_for_organization(ORGANIZATION, options)] == [created.id]
    include = models.RunReadOptions(include=[models.RunIncludeOpt.RUN_PLAN])
    assert runs.read_with_options(created.id, include).plan.id == planned.plan.id


@check("Runs.discard")
def _():
    world = World()
    run = world.reach(world.run(), "planned")
    world.client.runs.discard(run.id, models.RunDiscardOptions(comment="No"))
    world.reach(run, "discarded")


@check("Runs.cancel", "Runs.force_cancel")
def _():
    world = World()
    world.script({"plan": {"log": [{"wait": 60000}], "ignoresCancel": True}})
    run = world.reach(world.run(), "planning")
    world.client.runs.cancel(run.id, models.RunCancelOptions(comment="Stop"))
    until(lambda: world.client.runs.read(run.id), lambda found: found.actions.is_force_cancelable)
    world.client.runs.force_cancel(run.id, models.RunForceCancelOptions(comment="Now"))
    world.reach(run, "canceled")


@check("Runs.force_execute")
def _():
    world = World()
    first = world.reach(world.run(), "planned")
    second = world.run()
    world.client.runs.force_execute(second.id)
    world.reach(second, "planned")
    assert world.client.runs.read(first.id).status.value == "discarded"


@check(
    "Plans.read",
    "Plans.read_for_run",
    "Plans.read_json_output",
    "Plans.read_json_output_for_run",
    "Plans.read_json_schema_for_run",
    "Applies.read",
)
def _():
    world = World()
    run = world.applied()
    plans = world.client.plans
    assert plans.read(run.plan.id).status.value == "finished"
    assert plans.read_for_run(run.id).id == run.plan.id
    assert "format_version" in plans.read_json_output(run.plan.id)
    assert "format_version" in plans.read_json_output_for_run(run.id)
    assert "provider_schemas" in plans.read_json_schema_for_run(run.id)
    assert world.client.applies.read(run.apply.id).resource_additions == 1


@check("Plans.logs")
def _():
    world = World()
    assert world.client.plans.logs(world.applied().plan.id) != ""


@check("Applies.logs")
def _():
    world = World()
    assert world.client.applies.logs(world.applied().apply.id) != ""


@check("Applies.errored_state")
def _():
    world = World()
    world.script({"apply": {"losesState": True}})
    run = world.reach(world.run(auto_apply=True), "errored")
    assert json.loads(world.client.applies.errored_state(run.apply.id))["version"] == 4


# Workspaces


@check("Workspaces.list", "Workspaces.read", "Workspaces.read_by_id", "Workspaces.create")
def _():
    world = World()
    options = models.WorkspaceListOptions(search=world.name)
    assert [each.id for each in world.client.workspaces.list(ORGANIZATION, options)] == [world.workspace.id]
    assert world.client.workspaces.read(world.name, organization=ORGANIZATION).id == world.workspace.id
    assert world.client.workspaces.read_by_id(world.workspace.id).name == world.name


@check("Workspaces.read_with_options", "Workspaces.read_by_id_with_options")
def _():
    world = World()
    options = models.WorkspaceReadOptions(include=[models.WorkspaceIncludeOpt.ORGANIZATION])
    workspaces = world.client.workspaces
    assert workspaces.read_with_options(world.name, options, organization=ORGANIZATION).name == world.name
    assert workspaces.read_by_id_with_options(world.workspace.id, options).name == world.name


@check("Workspaces.update", "Workspaces.update_by_id")
def _():
    world = World()
    workspaces = world.client.workspaces
    options = models.WorkspaceUpdateOptions(description="first")
    assert workspaces.update(world.name, options, organization=ORGANIZATION).description == "first"
    options = models.WorkspaceUpdateOptions(description="second")
    assert workspaces.update_by_id(world.workspace.id, options).description == "second"


def deletes(act):
    world = World()
    act(world.client.workspaces, world)
    try:
        world.client.workspaces.read_by_id(world.workspace.id)
    except NotFound:
        return
    raise AssertionError("the workspace still exists")


@check("Workspaces.delete")
def _():
    deletes(lambda workspaces, world: workspaces.delete(world.name, organization=ORGANIZATION))


@check("Workspaces.delete_by_id")
def _():
    deletes(lambda workspaces, world: workspaces.delete_by_id(world.workspace.id))


@check("Workspaces.safe_delete")
def _():
    deletes(lambda workspaces, world: workspaces.safe_delete(world.name, organization=ORGANIZATION))


@check("Workspaces.safe_delete_by_id")
def _():
    deletes(lambda workspaces, world: workspaces.safe_delete_by_id(world.workspace.id))


@check("Workspaces.lock", "Workspaces.unlock", "Workspaces.force_unlock")
def _():
    world = World()
    workspaces = world.client.workspaces
    reason = models.WorkspaceLockOptions(reason="By pytfe")
    assert workspaces.lock(world.workspace.id, reason).locked is True
    assert workspaces.unlock(world.workspace.id).locked is False
    workspaces.lock(world.workspace.id, reason)
    assert workspaces.force_unlock(world.workspace.id).locked is False


@check(
    "Workspaces.list_remote_state_consumers",
    "Workspaces.add_remote_state_consumers",
    "Workspaces.remove_remote_state_consumers",
    "Workspaces.update_remote_state_consumers",
)
def _():
    world, other = World(), World()
    workspaces, id = world.client.workspaces, world.workspace.id
    workspaces.update_by_id(id, models.WorkspaceUpdateOptions(global_remote_state=False))
    consumers = lambda: [each.id for each in workspaces.list_remote_state_consumers(id)]
    workspaces.add_remote_state_consumers(
        id, models.WorkspaceAddRemoteStateConsumersOptions(workspaces=[other.workspace])
    )
    assert consumers() == [other.workspace.id]
    workspaces.remove_remote_state_consumers(
        id, models.WorkspaceRemoveRemoteStateConsumersOptions(workspaces=[other.workspace])
    )
    assert consumers() == []
    workspaces.update_remote_state_consumers(
        id, models.WorkspaceUpdateRemoteStateConsumersOptions(workspaces=[other.workspace])
    )
    assert consumers() == [other.workspace.id]


@check("Workspaces.list_tags", "Workspaces.add_tags", "Workspaces.remove_tags")
def _():
    world = World()
    workspaces, id = world.client.workspaces, world.workspace.id
    workspaces.add_tags(id, models.WorkspaceAddTagsOptions(tags=[models.Tag(name="one"), models.Tag(name="two")]))
    assert sorted(each.name for each in workspaces.list_tags(id)) == ["one", "two"]
    workspaces.remove_tags(id, models.WorkspaceRemoveTagsOptions(tags=[models.Tag(name="one")]))
    assert [each.name for each in workspaces.list_tags(id)] == ["two"]


@check(
    "Workspaces.list_tag_bindings",
    "Workspaces.list_effective_tag_bindings",
    "Workspaces.add_tag_bindings",
    "Workspaces.delete_all_tag_bindings",
)
def _():
    world = World()
    workspaces, id = world.client.workspaces, world.workspace.id
    bindings = [models.TagBinding(key="env", value="dev")]
    list(workspaces.add_tag_bindings(id, models.WorkspaceAddTagBindingsOptions(tag_bindings=bindings)))
    assert [(each.key, each.value) for each in workspaces.list_tag_bindings(id)] == [("env", "dev")]
    assert [each.key for each in workspaces.list_effective_tag_bindings(id)] == ["env"]
    workspaces.delete_all_tag_bindings(id)
    assert list(workspaces.list_tag_bindings(id)) == []


@check("Workspaces.readme")
def _():
    world = World()
    assert world.client.workspaces.readme(world.workspace.id) is None


# Variables


@check("Variables.list", "Variables.list_all", "Variables.create", "Variables.read", "Variables.update", "Variables.delete")
def _():
    world = World()
    variables, id = world.client.variables, world.workspace.id
    options = models.VariableCreateOptions(key="size", value="1", category=models.CategoryType.TERRAFORM)
    created = variables.create(id, options)
    assert [each.id for each in variables.list(id)] == [created.id]
    assert [each.id for each in variables.list_all(id)] == [created.id]
    assert variables.read(id, created.id).value == "1"
    assert variables.update(id, created.id, models.VariableUpdateOptions(value="2")).value == "2"
    variables.delete(id, created.id)
    assert list(variables.list(id)) == []


def tell(name, outcome, output):
    print(json.dumps({"name": name, "outcome": outcome, "output": output}), flush=True)


def main():
    results = {}
    for each in CLASSES:
        for method, _ in inspect.getmembers(each, inspect.isfunction):
            if method.startswith("_"):
                continue
            name = f"{each.__name__}.{method}"
            function = CHECKS.get(name)
            if name in UNSERVED:
                tell(name, "skip", f"the server has no API for {UNSERVED[name]}")
            elif function is None:
                tell(name, "fail", "nothing tries this method")
            else:
                if function not in results:
                    try:
                        function()
                        results[function] = ("pass", "")
                    except Exception:
                        results[function] = ("fail", traceback.format_exc())
                tell(name, *results[function])


main()
