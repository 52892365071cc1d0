variable "password" {
  type      = string
  default   = "tangerine-dream"
  sensitive = true
}

resource "terraform_data" "login" {
  triggers_replace = { user = "admin", password = var.password }
}

output "password" {
  value     = var.password
  sensitive = true
}
