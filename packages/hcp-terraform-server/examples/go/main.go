package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/hashicorp/go-tfe"
)

func main() {
	ctx := context.Background()
	client, err := tfe.NewClient(&tfe.Config{Address: "__ADDRESS__", Token: "__TOKEN__"})
	check(err)
	workspace, err := client.Workspaces.Read(ctx, "__ORGANIZATION__", "__WORKSPACE__")
	check(err)
	version, err := client.ConfigurationVersions.Create(ctx, workspace.ID, tfe.ConfigurationVersionCreateOptions{
		AutoQueueRuns: tfe.Bool(false),
		Speculative:   tfe.Bool(true),
	})
	check(err)
	check(client.ConfigurationVersions.Upload(ctx, version.UploadURL, "configuration"))
	for version.Status != tfe.ConfigurationUploaded {
		time.Sleep(time.Second / 2)
		version, err = client.ConfigurationVersions.Read(ctx, version.ID)
		check(err)
	}
	run, err := client.Runs.Create(ctx, tfe.RunCreateOptions{Workspace: workspace, ConfigurationVersion: version})
	check(err)
	for run.Status != tfe.RunPlannedAndFinished && run.Status != tfe.RunErrored {
		time.Sleep(time.Second / 2)
		run, err = client.Runs.Read(ctx, run.ID)
		check(err)
	}
	plan, err := client.Plans.Read(ctx, run.Plan.ID)
	check(err)
	fmt.Printf("%s: %d to add\n", run.Status, plan.ResourceAdditions)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
