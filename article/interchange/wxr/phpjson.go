package wxr

import (
	"encoding/json"
	"strconv"
	"strings"
)

func (v PHP) appendJSON(dst []byte) []byte {
	switch v.Kind {
	case PHPBool:
		return strconv.AppendBool(dst, v.Scalar != "0")
	case PHPInt, PHPRef, phpRef:
		n, _ := strconv.ParseInt(v.Scalar, 10, 64) // ParsePHP has read it
		return strconv.AppendInt(dst, n, 10)
	case PHPFloat:
		if n, err := strconv.ParseFloat(v.Scalar, 64); err == nil && !strings.ContainsAny(v.Scalar, "nN") {
			return strconv.AppendFloat(dst, n, 'g', -1, 64)
		}
		return appendString(dst, v.Scalar) // INF and NAN, which JSON has not
	case PHPString, PHPEnum, PHPCustom:
		return appendString(dst, v.Scalar)
	case PHPArray, PHPObject:
		return v.appendPairs(dst)
	}
	return append(dst, "null"...)
}

func (v PHP) appendPairs(dst []byte) []byte {
	list := v.Kind == PHPArray
	for i, pair := range v.Pairs {
		list = list && pair.Key.Kind == PHPInt && pair.Key.Scalar == strconv.Itoa(i)
	}
	if list {
		dst = append(dst, '[')
		for i, pair := range v.Pairs {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = pair.Value.appendJSON(dst)
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	if v.Kind == PHPObject {
		dst = append(appendString(append(dst, `"@class":`...), v.Scalar), ',')
	}
	for _, pair := range v.Pairs {
		dst = append(appendString(dst, pair.Key.Scalar), ':')
		dst = append(pair.Value.appendJSON(dst), ',')
	}
	if dst[len(dst)-1] == ',' {
		dst = dst[:len(dst)-1]
	}
	return append(dst, '}')
}

func appendString(dst []byte, s string) []byte {
	quoted, _ := json.Marshal(s) // a string is always written
	return append(dst, quoted...)
}
