resource "terraform_data" "site" {
  input = "https://example.com"
}

output "url" {
  value = terraform_data.site.output
}

output "deploy_key" {
  value     = "not for everybody"
  sensitive = true
}
