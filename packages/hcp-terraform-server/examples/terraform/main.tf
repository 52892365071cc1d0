terraform {
  cloud {
    hostname     = "localhost"
    organization = "__ORGANIZATION__"
    workspaces {
      name = "__WORKSPACE__"
    }
  }
}

resource "terraform_data" "example" {
  input = "hello"
}
