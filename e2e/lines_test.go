package e2e

import (
	"bufio"
	"io"
	"strings"
	"sync"
)

// lines collects the lines of a stream as they come, and hands them out one by one.
type lines struct {
	mu   sync.Mutex
	got  []string
	read int           // how many of got were handed out
	end  bool          // nothing more comes
	news chan struct{} // closed, and made anew, when got or end changes
}

// linesOf reads r to its end.
func linesOf(r io.Reader) *lines {
	l := &lines{news: make(chan struct{})}
	go func() {
		for b := bufio.NewReader(r); ; {
			line, err := b.ReadString('\n')
			l.add(line, err != nil)
			if err != nil {
				return
			}
		}
	}()
	return l
}

func (l *lines) add(line string, end bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if line != "" {
		l.got = append(l.got, strings.TrimSuffix(line, "\n"))
	}
	l.end = end
	close(l.news)
	l.news = make(chan struct{})
}

// next waits for the next line; false means that the stream has ended.
func (l *lines) next() (string, bool) {
	for {
		l.mu.Lock()
		if l.read < len(l.got) {
			l.read++
			defer l.mu.Unlock()
			return l.got[l.read-1], true
		}
		end, news := l.end, l.news
		l.mu.Unlock()
		if end {
			return "", false
		}
		<-news
	}
}

// rest waits for the stream's end and returns the lines that nobody asked for.
func (l *lines) rest() []string {
	var out []string
	for {
		line, ok := l.next()
		if !ok {
			return out
		}
		out = append(out, line)
	}
}

// all returns every line so far.
func (l *lines) all() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.got, "\n")
}
