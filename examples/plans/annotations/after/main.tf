variable "regions" {
  type    = list(string)
  default = ["eu", "us"]
}

module "zone" {
  source  = "./modules/zone"
  regions = var.regions
}

check "spread" {
  assert {
    condition     = length(var.regions) > 2
    error_message = "Two regions do not survive a failure of one."
  }
}

resource "terraform_data" "balancer" {
  count = 2
  input = var.regions
  lifecycle {
    precondition {
      condition     = length(var.regions) > 2
      error_message = "A balancer needs three regions."
    }
  }
}
