set -e
export TF_CLI_CONFIG_FILE=terraformrc
terraform init -input=false
terraform plan -input=false
