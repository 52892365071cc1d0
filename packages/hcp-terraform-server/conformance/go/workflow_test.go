package tfe

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the actions of hashicorp/tfc-workflows-github do, in their order, with the types that they read the answers with.
func TestConformanceWorkflow_RunDependent(t *testing.T) {
	client := testClient(t)
	ctx := context.Background()
	organization, removeOrganization := createOrganization(t, client)
	t.Cleanup(removeOrganization)
	workspace, err := client.Workspaces.Create(ctx, organization.Name, WorkspaceCreateOptions{Name: String("workflow")})
	require.NoError(t, err)

	upload := func(t *testing.T, speculative bool) *ConfigurationVersion {
		version, err := client.ConfigurationVersions.Create(ctx, workspace.ID, ConfigurationVersionCreateOptions{
			AutoQueueRuns: Bool(false),
			Speculative:   Bool(speculative),
		})
		require.NoError(t, err)
		require.NoError(t, client.ConfigurationVersions.Upload(ctx, version.UploadURL, "test-fixtures/config-version"))
		for version.Status != ConfigurationUploaded {
			time.Sleep(100 * time.Millisecond)
			version, err = client.ConfigurationVersions.Read(ctx, version.ID)
			require.NoError(t, err)
			require.NotEqual(t, ConfigurationErrored, version.Status)
		}
		return version
	}
	show := func(t *testing.T, id string) *Run {
		run, err := client.Runs.ReadWithOptions(ctx, id, &RunReadOptions{Include: []RunIncludeOpt{RunCostEstimate, RunPlan}})
		require.NoError(t, err)
		return run
	}
	reach := func(t *testing.T, id string, status RunStatus) *Run {
		for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
			run := show(t, id)
			require.NotEqual(t, RunErrored, run.Status)
			if run.Status == status {
				return run
			}
		}
		t.Fatalf("%s is not %s", id, status)
		return nil
	}
	// With an estimate of costs, a run that waits for its confirmation is not `planned`.
	reachConfirmable := func(t *testing.T, id string) *Run {
		for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
			run := show(t, id)
			require.NotEqual(t, RunErrored, run.Status)
			if run.Actions.IsConfirmable {
				return run
			}
		}
		t.Fatalf("%s can't be confirmed", id)
		return nil
	}
	create := func(t *testing.T, version *ConfigurationVersion, planOnly bool) *Run {
		read, err := client.Workspaces.Read(ctx, organization.Name, workspace.Name)
		require.NoError(t, err)
		run, err := client.Runs.Create(ctx, RunCreateOptions{
			Workspace:            read,
			ConfigurationVersion: version,
			Message:              String("From a workflow"),
			PlanOnly:             Bool(planOnly),
			IsDestroy:            Bool(false),
			Refresh:              Bool(true),
			SavePlan:             Bool(false),
		})
		require.NoError(t, err)
		return run
	}
	commentOf := func(t *testing.T, id string) string {
		comments, err := client.Comments.List(ctx, id)
		require.NoError(t, err)
		require.Len(t, comments.Items, 1)
		return comments.Items[0].Body
	}

	t.Run("upload, create, apply with a comment, show, outputs", func(t *testing.T) {
		created := create(t, upload(t, false), false)
		planned := reachConfirmable(t, created.ID)
		assert.Equal(t, "From a workflow", planned.Message)
		assert.Equal(t, PlanFinished, planned.Plan.Status)
		assert.Equal(t, 1, planned.Plan.ResourceAdditions)
		require.NoError(t, client.Runs.Apply(ctx, created.ID, RunApplyOptions{Comment: String("Apply it")}))
		applied := reach(t, created.ID, RunApplied)
		assert.Equal(t, "Apply it", commentOf(t, created.ID))
		require.Len(t, applied.Comments, 1)
		for _, read := range []func() (io.Reader, error){
			func() (io.Reader, error) { return client.Plans.Logs(ctx, applied.Plan.ID) },
			func() (io.Reader, error) { return client.Applies.Logs(ctx, applied.Apply.ID) },
		} {
			reader, err := read()
			require.NoError(t, err)
			text, err := io.ReadAll(reader)
			require.NoError(t, err)
			assert.NotEmpty(t, strings.TrimSpace(string(text)))
		}
		_, err := client.StateVersionOutputs.ReadCurrent(ctx, workspace.ID)
		require.NoError(t, err)
	})

	t.Run("a speculative plan", func(t *testing.T) {
		run := reach(t, create(t, upload(t, true), true).ID, RunPlannedAndFinished)
		assert.True(t, run.PlanOnly)
	})

	t.Run("discard with a comment", func(t *testing.T) {
		version := upload(t, false)
		run, err := client.Runs.Create(ctx, RunCreateOptions{
			Workspace: workspace, ConfigurationVersion: version, IsDestroy: Bool(true),
		})
		require.NoError(t, err)
		reachConfirmable(t, run.ID)
		require.NoError(t, client.Runs.Discard(ctx, run.ID, RunDiscardOptions{Comment: String("Not now")}))
		reach(t, run.ID, RunDiscarded)
		assert.Equal(t, "Not now", commentOf(t, run.ID))
	})

	t.Run("cancel with a comment, while another run waits for confirmation", func(t *testing.T) {
		version := upload(t, false)
		first, err := client.Runs.Create(ctx, RunCreateOptions{
			Workspace: workspace, ConfigurationVersion: version, IsDestroy: Bool(true),
		})
		require.NoError(t, err)
		reachConfirmable(t, first.ID)
		second, err := client.Runs.Create(ctx, RunCreateOptions{Workspace: workspace, ConfigurationVersion: version})
		require.NoError(t, err)
		require.NoError(t, client.Runs.Cancel(ctx, second.ID, RunCancelOptions{Comment: String("Stop it")}))
		canceled := reach(t, second.ID, RunCanceled)
		assert.Equal(t, "Stop it", commentOf(t, second.ID))
		assert.False(t, canceled.Actions.IsCancelable)
		require.NoError(t, client.Runs.Discard(ctx, first.ID, RunDiscardOptions{}))
	})
}
