variable "secret" {
  type      = string
  default   = "main"
  sensitive = true
}

resource "terraform_data" "main" {
  input            = { secret = var.secret, branch = "main", size = 100 }
  triggers_replace = "first"
}
