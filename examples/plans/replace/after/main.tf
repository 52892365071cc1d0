resource "terraform_data" "database" {
  input            = "postgres"
  triggers_replace = ["17.0"]
}

resource "terraform_data" "dns" {
  input = "db.example.com points to ${terraform_data.database.id}"
}
