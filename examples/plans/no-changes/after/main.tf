resource "terraform_data" "calm" {
  input = "nothing happens here"
}
