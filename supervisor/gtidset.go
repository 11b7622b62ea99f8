package main

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// gtidSet is what MySQL writes as `uuid:1-5:9,uuid:tag:1`: intervals by `uuid`
// or `uuid:tag`.
type gtidSet map[string][]interval

// interval holds both of its ends.
type interval struct{ first, last uint64 }

// parseGtidSet reads MySQL's text form.
func parseGtidSet(text string) (gtidSet, error) {
	set := gtidSet{}
	for element := range strings.SplitSeq(strings.ToLower(text), ",") {
		parts := strings.Split(strings.TrimSpace(element), ":")
		uuid := strings.TrimSpace(parts[0])
		if uuid == "" && len(parts) == 1 {
			continue
		}
		if len(uuid) != 36 {
			return nil, fmt.Errorf("GTID set element %q: %q isn't a server UUID", element, uuid)
		}
		source := uuid
		for _, part := range parts[1:] {
			part = strings.TrimSpace(part)
			if part == "" || part[0] < '0' || part[0] > '9' {
				source = uuid + ":" + part
				continue
			}
			from, to, ranged := strings.Cut(part, "-")
			first, err := strconv.ParseUint(from, 10, 63)
			last := first
			if err == nil && ranged {
				last, err = strconv.ParseUint(to, 10, 63)
			}
			if err != nil || first < 1 || last < first {
				return nil, fmt.Errorf("GTID set element %q: %q is no interval", element, part)
			}
			set.add(source, first, last)
		}
	}
	return set, nil
}

func (s gtidSet) add(source string, first, last uint64) {
	intervals := append(s[source], interval{first, last})
	slices.SortFunc(intervals, func(a, b interval) int { return cmp.Compare(a.first, b.first) })
	merged := intervals[:1]
	for _, next := range intervals[1:] {
		previous := &merged[len(merged)-1]
		if next.first <= previous.last+1 {
			previous.last = max(previous.last, next.last)
		} else {
			merged = append(merged, next)
		}
	}
	s[source] = merged
}

func (s gtidSet) has(source string, number uint64) bool {
	return slices.ContainsFunc(s[source], func(i interval) bool { return i.first <= number && number <= i.last })
}

// contains reports whether each transaction of other is in this set.
func (s gtidSet) contains(other gtidSet) bool {
	for source, intervals := range other {
		for _, theirs := range intervals {
			if !slices.ContainsFunc(s[source], func(ours interval) bool { return ours.first <= theirs.first && theirs.last <= ours.last }) {
				return false
			}
		}
	}
	return true
}

func (s gtidSet) count() uint64 {
	var sum uint64
	for _, intervals := range s {
		for _, i := range intervals {
			sum += i.last - i.first + 1
		}
	}
	return sum
}

func (s gtidSet) String() string {
	sources := make([]string, 0, len(s))
	for source := range s {
		sources = append(sources, source)
	}
	slices.Sort(sources)
	for at, source := range sources {
		var text strings.Builder
		text.WriteString(source)
		for _, i := range s[source] {
			if i.first == i.last {
				fmt.Fprintf(&text, ":%d", i.first)
			} else {
				fmt.Fprintf(&text, ":%d-%d", i.first, i.last)
			}
		}
		sources[at] = text.String()
	}
	return strings.Join(sources, ",")
}

// errTagged is a set in which some GTID has a tag: that form isn't read here.
var errTagged = errors.New("the set holds tagged GTIDs")

// decodeGtidSet reads the body of a Previous_gtids event: how many servers,
// then for each its UUID, how many intervals, and their ends, the second of
// which is not in the interval.
func decodeGtidSet(body []byte) (gtidSet, error) {
	errShort := errors.New("the Previous_gtids event is too short")
	if len(body) < 8 {
		return nil, errShort
	}
	servers, body := binary.LittleEndian.Uint64(body), body[8:]
	if servers>>56 != 0 {
		return nil, errTagged
	}
	set := gtidSet{}
	for range servers {
		if len(body) < 24 {
			return nil, errShort
		}
		source, intervals := uuidText(body[:16]), binary.LittleEndian.Uint64(body[16:])
		body = body[24:]
		if uint64(len(body))/16 < intervals {
			return nil, errShort
		}
		for range intervals {
			set.add(source, binary.LittleEndian.Uint64(body), binary.LittleEndian.Uint64(body[8:])-1)
			body = body[16:]
		}
	}
	return set, nil
}

func uuidText(raw []byte) string {
	text := hex.EncodeToString(raw)
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}
