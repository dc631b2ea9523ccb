package lookup

import (
	"context"
	"time"
)

// NamesPatience is how long a call waits for names that it can do without, such
// as a list's of those it names by ids. A look-up that takes longer is there for
// the next call.
const NamesPatience = 3 * time.Second

// DisplayNames are the names of admins and teams, by id.
type DisplayNames struct{ Admins, Teams map[string]string }

// DisplayNames looks up who is called how. Names that can't be had in time leave ids.
func (c Resolver) DisplayNames(ctx context.Context) DisplayNames {
	ctx, cancel := context.WithTimeout(ctx, NamesPatience)
	defer cancel()
	admins, _ := c.Directory(ctx, "admin")
	teams, _ := c.Directory(ctx, "team")
	return DisplayNames{NamesByID(admins), NamesByID(teams)}
}

// NamesByID are names by id.
func NamesByID(all []Named) map[string]string {
	out := map[string]string{}
	for _, n := range all {
		out[string(n.ID)] = n.Name
	}
	return out
}
