# The report shows all text of a configuration as text only.
resource "terraform_data" "names" {
  for_each = toset(["</summary><img src=x onerror=alert(1)>", "```\n# Title", "@everyone #1 https://example.com"])
  input    = "**bold** [link](https://example.com) <script>alert(1)</script> ${each.key}"
}
