import time

from pytfe import TFEClient, TFEConfig, models

client = TFEClient(TFEConfig(address="__ADDRESS__", token="__TOKEN__"))
workspace = client.workspaces.read("__WORKSPACE__", organization="__ORGANIZATION__")
options = models.ConfigurationVersionCreateOptions(auto_queue_runs=False, speculative=True)
version = client.configuration_versions.create(workspace.id, options)
client.configuration_versions.upload(version.upload_url, "configuration")
while version.status.value != "uploaded":
    time.sleep(0.5)
    version = client.configuration_versions.read(version.id)
run = client.runs.create(
    models.RunCreateOptions(workspace=models.Workspace(id=workspace.id), configuration_version=version)
)
while run.status.value not in ("planned_and_finished", "errored"):
    time.sleep(0.5)
    run = client.runs.read(run.id)
print(f"{run.status.value}: {client.plans.read(run.plan.id).resource_additions} to add")
