package result

import "intercom-mcp/tools/jsontree"

// labelOptions puts the labels of options in the place of their ids, which are all that
// a ticket has as the values of its lists. The labels stand in the ticket's type.
func labelOptions(ticket *jsontree.Node) {
	values := ticket.Get("ticket_attributes")
	attributes := jsontree.FindPath(ticket, "ticket_type.ticket_type_attributes.data")
	if values == nil || attributes == nil {
		return
	}
	for _, a := range attributes.Items {
		value, options := values.Get(a.Get("name").Scalar()), jsontree.FindPath(a, "input_options.list_options")
		if value == nil || options == nil {
			continue
		}
		labels := map[string]string{}
		for _, o := range options.Items {
			labels[o.Get("id").Scalar()] = o.Get("label").Scalar()
		}
		for _, id := range append([]*jsontree.Node{value}, value.Items...) {
			if label := labels[id.Scalar()]; label != "" {
				id.Kind, id.Text = jsontree.String, label
			}
		}
	}
}
