resource "terraform_data" "network" {
  input = "10.0.0.0/16"
}

resource "terraform_data" "web" {
  count = 3
  input = terraform_data.network.id
}

resource "terraform_data" "database" {
  input            = "postgres 15"
  triggers_replace = 15
  provisioner "local-exec" {
    command = "echo 'migration 42 failed' >&2; exit 1"
  }
}

resource "terraform_data" "cache" {
  triggers_replace = 7
}

resource "terraform_data" "dns" {
  input = terraform_data.database.output
}
