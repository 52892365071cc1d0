resource "terraform_data" "keep" {
  input = "this one stays"
}
