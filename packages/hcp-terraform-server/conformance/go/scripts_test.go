package tfe

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"testing"
)

var scripts = os.Getenv("CONFORMANCE_SCRIPTS") != ""
var nextRun = map[string][]any{}

type object = map[string]any

func keepPolicy(passes bool) (*Policy, func()) {
	nextRun["policies"] = append(nextRun["policies"], object{"name": "policy", "enforcement": "soft-mandatory", "passes": passes})
	return &Policy{ID: "pol-script", Name: "policy"}, func() { delete(nextRun, "policies") }
}

func keepSetPolicy(passes bool, opts PolicyCreateOptions) (*Policy, func()) {
	enforcement := "mandatory"
	if opts.EnforcementLevel != nil && *opts.EnforcementLevel == EnforcementAdvisory {
		enforcement = "advisory"
	}
	for _, each := range opts.Enforce {
		if each.Mode != nil && *each.Mode == EnforcementAdvisory {
			enforcement = "advisory"
		}
	}
	policies := []any{object{"name": "policy", "enforcement": enforcement, "passes": passes}}
	nextRun["policySets"] = append(nextRun["policySets"], object{"name": "set", "kind": "opa", "policies": policies})
	return &Policy{ID: "pol-script", Name: "policy"}, func() { delete(nextRun, "policySets") }
}

func keepTask() (*WorkspaceRunTask, func()) {
	nextRun["tasks"] = append(nextRun["tasks"], object{"name": "task", "stage": "post_plan", "enforcement": "advisory", "passes": true})
	return &WorkspaceRunTask{ID: "wstask-script"}, func() { delete(nextRun, "tasks") }
}

func tellScript(t *testing.T) {
	if !scripts || len(nextRun) == 0 {
		return
	}
	body, _ := json.Marshal(nextRun)
	answer, err := http.Post(os.Getenv("TFE_ADDRESS")+"/_dev/scripts", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
}
