variable "endpoints" {
  type    = number
  default = 2
}

check "primary" {
  assert {
    condition     = var.endpoints > 5
    error_message = "Too few endpoints answer."
  }
}

check "secondary" {
  assert {
    condition     = var.endpoints > 5
    error_message = "Too few endpoints answer."
  }
}

resource "terraform_data" "fleet" {
  count = 3
  input = var.endpoints
  lifecycle {
    precondition {
      condition     = var.endpoints > 5
      error_message = "The fleet needs more than five endpoints."
    }
  }
}

resource "terraform_data" "quota" {
  input = var.endpoints
  lifecycle {
    precondition {
      condition     = var.endpoints > 10
      error_message = "The account must allow more than ten endpoints."
    }
  }
}
