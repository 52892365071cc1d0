resource "terraform_data" "node" {
  count = 25
  input = { zone = "a", size = count.index == 7 ? "huge" : "large" }
}
