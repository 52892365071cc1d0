# One output of each kind. A later step of the workflow reads them as steps.<id>.outputs.<name>.

output "url" {
  description = "A string."
  value       = "https://${local.domain}"
}

output "monthly_cost" {
  description = "A number that is not whole."
  value       = 12.75
}

output "account_number" {
  description = "A number with more digits than JavaScript can count. All of them arrive."
  value       = 90071992547409931337
}

output "public" {
  description = "A boolean."
  value       = var.public
}

output "regions" {
  description = "A list."
  value       = var.regions
}

output "server" {
  description = "An object. Its id is known only after the apply."
  value = {
    id      = terraform_data.server.id
    image   = terraform_data.server.output.image
    network = terraform_data.server.output.network
    cores   = terraform_data.server.output.cores
  }
}

output "admin_password" {
  description = "Sensitive: masked, and kept out of everything that is not."
  value       = var.admin_password
  sensitive   = true
}
