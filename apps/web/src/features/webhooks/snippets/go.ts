import { sampleContent, type Snippet } from './snippet';

/** Needs nothing but the standard library. An error of `http.Post` names the URL, so only its cause is passed on. */
export const go: Snippet = {
  id: 'go',
  label: 'Go',
  language: 'go',
  hint: 'The standard library only. Save it as main.go.',
  text: (url) => `package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"time"
)

const url = "${url}"

func post(content string) (string, error) {
	body, err := json.Marshal(map[string]string{"Content": content})
	if err != nil {
		return "", err
	}
	for attempt := 1; ; attempt++ {
		answer, err := http.Post(url, "application/json", bytes.NewReader(body))
		if err != nil {
			return "", errors.Unwrap(err) // without the URL, which is a secret
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			return "", err
		}
		if answer.StatusCode == 200 {
			return string(text), nil
		}
		if attempt == 5 || (answer.StatusCode != 429 && answer.StatusCode != 503) {
			return "", fmt.Errorf("not posted (%d): %s", answer.StatusCode, text)
		}
		seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
		if err != nil {
			seconds = 1
		}
		time.Sleep(time.Duration(seconds) * time.Second)
	}
}

func main() {
	answer, err := post("${sampleContent}")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer)
}
`,
};
