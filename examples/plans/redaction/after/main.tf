variable "secret" {
  type      = string
  default   = "main"
  sensitive = true
}

resource "terraform_data" "main" {
  input            = { secret = var.secret, branch = "main-2", size = 200 }
  triggers_replace = "delete main"
}
