module plan

go 1.24

require github.com/hashicorp/go-tfe v1.109.0
