resource "terraform_data" "bucket" {
  input = { name = "reports", public = true }
}
