# A configuration that needs no account and no provider: terraform_data is built in to Terraform, keeps its input in the
# state, and takes the place of the servers and networks of a real configuration.
#
# There is no cloud block. The action's inputs name the organization and the workspace.

terraform {
  required_version = ">= 1.4"
}

locals {
  domain = "${var.name}.example.com"
}

resource "terraform_data" "network" {
  input = {
    name  = "${var.name}-network"
    range = "10.20.0.0/16"
  }
}

resource "terraform_data" "server" {
  input = {
    name    = var.name
    image   = var.image
    network = terraform_data.network.output.name
    cores   = 2
  }

  triggers_replace = [var.image]
}

resource "terraform_data" "dns_record" {
  input = "${local.domain} points to ${terraform_data.server.id}"
}
