// Reads texts as kubectl does, one a line of the input, each as a JSON string. Prints for each a JSON list of its documents,
// or null when they cannot be read.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

func main() {
	input := json.NewDecoder(bufio.NewReader(os.Stdin))
	output := json.NewEncoder(os.Stdout)
	for {
		var text string
		if err := input.Decode(&text); err == io.EOF {
			return
		} else if err != nil {
			panic(err)
		}
		if err := output.Encode(documents(text)); err != nil {
			panic(err)
		}
	}
}

func documents(text string) []json.RawMessage {
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	read := []json.RawMessage{}
	for {
		var document json.RawMessage
		if err := decoder.Decode(&document); err == io.EOF {
			return read
		} else if err != nil {
			return nil
		}
		read = append(read, document)
	}
}
