// Reads one JSON string a line, and answers with what net/url makes of it.
package main

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"unicode/utf8"
)

type answer struct {
	Scheme, Opaque, Host, Path, Query, Fragment string
	User, Password                              *string
	Parameters                                  url.Values
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var text string
		if err := json.Unmarshal(in.Bytes(), &text); err != nil {
			panic(err)
		}
		if err := out.Encode(read(text)); err != nil {
			panic(err)
		}
	}
}

func read(text string) any {
	u, err := url.Parse(text)
	if err != nil {
		return nil
	}
	a := answer{Scheme: u.Scheme, Opaque: u.Opaque, Host: u.Host, Path: u.Path, Query: u.RawQuery, Fragment: u.Fragment, Parameters: u.Query()}
	if u.User != nil {
		user := u.User.Username()
		a.User = &user
		if password, ok := u.User.Password(); ok {
			a.Password = &password
		}
	}
	for _, s := range []*string{&a.Opaque, &a.Host, &a.Path, &a.Query, &a.Fragment, a.User, a.Password} {
		if s != nil && !utf8.ValidString(*s) {
			return "invalid UTF-8"
		}
	}
	return a
}
