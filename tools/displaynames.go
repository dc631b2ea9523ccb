package tools

import (
	"context"
	"time"
)

// namesPatience is how long a call waits for names that it can do without, such
// as a list's of those it names by ids. A look-up that takes longer is there for
// the next call.
const namesPatience = 3 * time.Second

// called are the names of admins and teams, by id.
type called struct{ admins, teams map[string]string }

// callings looks up who is called how. Names that can't be had in time leave ids.
func (c Book) callings(ctx context.Context) called {
	ctx, cancel := context.WithTimeout(ctx, namesPatience)
	defer cancel()
	admins, _ := c.directory(ctx, "admin")
	teams, _ := c.directory(ctx, "team")
	return called{calledBy(admins), calledBy(teams)}
}

// calledBy are names by id.
func calledBy(all []Named) map[string]string {
	out := map[string]string{}
	for _, n := range all {
		out[string(n.ID)] = n.Name
	}
	return out
}
