resource "terraform_data" "network" {
  input = { cidr = "10.0.0.0/16", zones = ["a", "b", "c"] }
}

resource "terraform_data" "server" {
  for_each = toset(["web", "api", "worker"])
  input = {
    name    = each.key
    network = terraform_data.network.id
    tags    = { team = "platform", service = each.key }
  }
}

output "network" {
  value = terraform_data.network.output
}
