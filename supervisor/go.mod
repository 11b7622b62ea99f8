module mysqlha.dev/supervisor

go 1.26.0

require (
	github.com/go-sql-driver/mysql v1.10.1
	github.com/klauspost/compress v1.19.2
)

require filippo.io/edwards25519 v1.2.0 // indirect
