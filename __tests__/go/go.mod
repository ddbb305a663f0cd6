module urls

go 1.24
