package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// tokenSecret is given, or made once and kept in the database, so that tokens outlive a restart.
func (s *apiServer) tokenSecret(c context.Context) ([]byte, error) {
	if given := env("CLEARML__SECURE__AUTH__TOKEN_SECRET", ""); given != "" {
		return []byte(given), nil
	}
	settings := s.stores.backend.Collection("settings")
	var kept struct{ Value string }
	err := settings.FindOne(c, bson.M{"_id": "token_secret"}).Decode(&kept)
	if errors.Is(err, mongo.ErrNoDocuments) {
		kept.Value = newID() + newID()
		if _, err = settings.InsertOne(c, bson.M{"_id": "token_secret", "value": kept.Value}); mongo.IsDuplicateKeyError(err) {
			err = settings.FindOne(c, bson.M{"_id": "token_secret"}).Decode(&kept) // the other API server was faster
		}
	}
	return []byte(kept.Value), err
}

func (s *apiServer) authenticate(request *http.Request) (*caller, error) {
	kind, rest, _ := strings.Cut(request.Header.Get("Authorization"), " ")
	switch {
	case kind == "":
		for _, cookie := range request.Cookies() {
			if cookie.Name == tokenCookie {
				return s.callerOfToken(cookie.Value)
			}
		}
		return nil, nil
	case strings.EqualFold(kind, "Bearer"):
		return s.callerOfToken(rest)
	case strings.EqualFold(kind, "Basic"):
		decoded, err := base64.StdEncoding.DecodeString(rest)
		username, password, found := strings.Cut(latin1(decoded), ":")
		if err != nil || !found {
			return nil, &apiError{401, 21, "Unauthorized (malformed credentials)"}
		}
		return s.callerOfPassword(request.Context(), username, password)
	}
	return nil, &apiError{401, 10, "Unauthorized (bad authentication header)"}
}

// latin1: as the vendor's server decodes the header, so a password beyond ASCII fails here too.
func latin1(raw []byte) string {
	runes := make([]rune, len(raw))
	for i, b := range raw {
		runes[i] = rune(b)
	}
	return string(runes)
}

func (s *apiServer) callerOfPassword(c context.Context, username, password string) (*caller, error) {
	for _, user := range s.users {
		if user.Username == username {
			if subtle.ConstantTimeCompare([]byte(user.Password), []byte(password)) == 1 {
				return &caller{user.ID, user.Name, role(user)}, nil
			}
			return nil, &apiError{401, 22, "Unauthorized (invalid credentials) (bad username or password)"}
		}
	}
	var key struct{ Secret, User, Name, Role string }
	err := s.stores.auth.Collection("credentials").FindOne(c, bson.M{"_id": username}).Decode(&key)
	if err != nil && !errors.Is(err, mongo.ErrNoDocuments) {
		return nil, err
	}
	if err != nil || subtle.ConstantTimeCompare([]byte(key.Secret), []byte(password)) != 1 {
		return nil, &apiError{401, 22, "Unauthorized (invalid credentials) (failed to locate provided credentials)"}
	}
	return &caller{key.User, key.Name, key.Role}, nil
}

const tokenCookie = "allegro_token_basic"

var base64url = base64.RawURLEncoding

func (s *apiServer) token(who *caller) string {
	header := base64url.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`))
	claims, _ := json.Marshal(map[string]any{"auth_type": "Bearer", "identity": map[string]string{"user": who.id, "company": company, "role": who.role, "user_name": who.name},
		"iat": now().Unix(), "exp": now().Add(30 * 24 * time.Hour).Unix()})
	payload := header + "." + base64url.EncodeToString(claims)
	return payload + "." + s.sign(payload)
}

func (s *apiServer) sign(payload string) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(payload))
	return base64url.EncodeToString(mac.Sum(nil))
}

func (s *apiServer) callerOfToken(token string) (*caller, error) {
	invalid := &apiError{401, 30, "Unauthorized (invalid token)"}
	end := strings.LastIndex(token, ".")
	if end < 0 || !hmac.Equal([]byte(s.sign(token[:end])), []byte(token[end+1:])) {
		return nil, invalid
	}
	_, middle, _ := strings.Cut(token[:end], ".")
	raw, err := base64url.DecodeString(middle)
	if err != nil {
		return nil, invalid
	}
	var claims struct {
		Exp      int64
		Identity map[string]string
	}
	if json.Unmarshal(raw, &claims) != nil || claims.Exp < now().Unix() {
		return nil, invalid
	}
	return &caller{claims.Identity["user"], claims.Identity["user_name"], claims.Identity["role"]}, nil
}
