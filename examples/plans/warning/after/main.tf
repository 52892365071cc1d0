variable "replicas" {
  type    = number
  default = 1
}

resource "terraform_data" "cache" {
  input = { replicas = var.replicas }
}

check "available" {
  assert {
    condition     = var.replicas > 1
    error_message = "One replica does not survive a restart."
  }
}
