variable "regions" {
  type = list(string)
}

resource "terraform_data" "zone" {
  input = var.regions
  lifecycle {
    precondition {
      condition     = !contains(var.regions, "us")
      error_message = "Zones of the region us are full."
    }
  }
}
