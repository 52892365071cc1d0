variable "instances" {
  type    = number
  default = 12
}

resource "terraform_data" "fleet" {
  inptu = var.instances
}

resource "terraform_data" "quota" {
  input = var.instances
  lifecycle {
    precondition {
      condition     = var.instances <= 10
      error_message = "The account may have ten instances."
    }
  }
}
