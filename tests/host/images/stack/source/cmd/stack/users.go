package main

import (
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const company = "d1bd92a3b039400cbafc60a7a5b1e52b"

type fixedUser struct {
	ID       string
	Username string
	Password string
	Name     string
	Admin    bool
}

// readFixedUsers reads auth.fixed_users of apiserver.conf. No file means no fixed users; a file that can't be
// understood stops the server, as it does with the vendor's.
func readFixedUsers(directory string) ([]fixedUser, error) {
	file := filepath.Join(directory, "apiserver.conf")
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	root, err := parseHOCON(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	auth, _ := root["auth"].(map[string]any)
	section, _ := auth["fixed_users"].(map[string]any)
	if enabled, _ := section["enabled"].(bool); !enabled {
		return nil, nil
	}
	list, _ := section["users"].([]any)
	seen := map[string]bool{}
	users := []fixedUser{}
	for _, entry := range list {
		fields, isObject := entry.(map[string]any)
		if !isObject {
			return nil, fmt.Errorf("%s: a fixed user is not an object", file)
		}
		user, err := fixedUserOf(fields)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if seen[user.Username] {
			return nil, errors.New("FixedUsersError: Duplicate user names found in fixed users configuration")
		}
		seen[user.Username] = true
		users = append(users, user)
	}
	return users, nil
}

func fixedUserOf(fields map[string]any) (fixedUser, error) {
	var user fixedUser
	for key, value := range fields {
		switch key {
		case "username":
			user.Username = fmt.Sprint(value)
		case "password":
			user.Password = fmt.Sprint(value)
		case "name":
			user.Name = fmt.Sprint(value)
		case "admin":
			user.Admin, _ = value.(bool)
		default:
			return user, fmt.Errorf("TypeError: FixedUser got an unexpected keyword argument '%s'", key)
		}
	}
	if user.Username == "" || user.Password == "" || user.Name == "" {
		return user, errors.New("TypeError: FixedUser needs username, password and name")
	}
	sum := md5.Sum([]byte(company + ":" + user.Username))
	user.ID = hex.EncodeToString(sum[:])
	return user, nil
}
