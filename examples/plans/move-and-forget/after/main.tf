resource "terraform_data" "new_name" {
  input = "the same thing"
}

moved {
  from = terraform_data.old_name
  to   = terraform_data.new_name
}

removed {
  from = terraform_data.handed_over
  lifecycle {
    destroy = false
  }
}
