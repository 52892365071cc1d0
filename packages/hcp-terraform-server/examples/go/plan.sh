set -e
go mod tidy
go run .
