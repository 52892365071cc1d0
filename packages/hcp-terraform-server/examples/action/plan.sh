set -e
clone=${1:?name the folder of a clone of this repository, where npm ci was run}
node "$clone/packages/workflow-runner/src/main.ts" plan.yml --action "OWNER/hcp-terraform-action=$clone"
