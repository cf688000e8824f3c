package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	scoring = "salesrl.v1.Scoring"
	health  = "grpc.health.v1.Health"
)

type caller struct {
	client *ttrpc.Client
	token  string
	run    string
}

func (c caller) context() context.Context { return withToken(c.token) }

func withToken(token string) context.Context {
	metadata := ttrpc.MD{}
	metadata.Set("authorization", "Bearer "+token)
	return ttrpc.WithMetadata(context.Background(), metadata)
}

func (c caller) observe(ctx context.Context, event, text string) (observeResponse, error) {
	var answer observeResponse
	err := c.client.Call(ctx, scoring, "Observe", &observeRequest{
		ConversationId: c.run, EventId: c.run + event,
		Turn: &turn{Speaker: customer, Text: text},
	}, &answer)
	return answer, err
}

// refused: the call failed with this code, and said so in words.
func refused(err error, code codes.Code, words ...string) error {
	got, ok := status.FromError(err)
	if err == nil || !ok || got.Code() != code {
		return fmt.Errorf("wanted %v, got %v", code, err)
	}
	for _, word := range words {
		if !strings.Contains(got.Message(), word) {
			return fmt.Errorf("%v does not name %s", err, word)
		}
	}
	return nil
}

func plausible(f *forecast, turn int32) error {
	return want(
		f != nil && f.Turn == turn && f.Probability > 0 && f.Probability < 1 && f.ModelId != "",
		"forecast of turn %d is %v", turn, f)
}

// pastDeadline never ends by itself, so the client sends the call with a timeout that is over.
type pastDeadline struct{ context.Context }

func (pastDeadline) Deadline() (time.Time, bool) { return time.Now().Add(-time.Second), true }

type testCase struct {
	name string
	run  func(caller) error
}

var cases = []testCase{
	{"Health/Check without a token says SERVING", func(c caller) error {
		var answer healthResponse
		err := c.client.Call(context.Background(), health, "Check", &healthRequest{}, &answer)
		if err != nil {
			return err
		}
		return want(answer.Status == serving, "status %d", answer.Status)
	}},
	{"Observe answers a forecast, and the same event with the same one", observeTwice},
	{"ScoreConversation answers a forecast a turn and a closing one", scoreConversation},
	{"a deadline that is far off changes nothing", func(c caller) error {
		ctx, cancel := context.WithTimeout(c.context(), 30*time.Second)
		defer cancel()
		_, err := c.observe(ctx, "-later", "That would be fine with us.")
		return err
	}},
	{"a deadline that is over is DEADLINE_EXCEEDED", func(c caller) error {
		_, err := c.observe(pastDeadline{c.context()}, "-late", "Too late.")
		return refused(err, codes.DeadlineExceeded)
	}},
	{"an unknown method is UNIMPLEMENTED", func(c caller) error {
		err := c.client.Call(c.context(), scoring, "Guess", &healthRequest{}, &healthResponse{})
		return refused(err, codes.Unimplemented, "Guess")
	}},
	{"an unknown service is UNIMPLEMENTED", func(c caller) error {
		err := c.client.Call(c.context(), "no.Such", "Check", &healthRequest{}, &healthResponse{})
		return refused(err, codes.Unimplemented, "no.Such")
	}},
	{"a wrong token is UNAUTHENTICATED", func(c caller) error {
		_, err := c.observe(withToken("srl_wrong"), "-wrong", "Let me in.")
		return refused(err, codes.Unauthenticated)
	}},
	{"no token is UNAUTHENTICATED", func(c caller) error {
		_, err := c.observe(context.Background(), "-none", "Let me in.")
		return refused(err, codes.Unauthenticated)
	}},
	{"an empty turn is INVALID_ARGUMENT, with the field in its details", emptyTurn},
	{"a message over the limit is RESOURCE_EXHAUSTED, and the connection lives on", tooLarge},
	{"200 calls at once are each answered with their own", manyAtOnce},
}

func observeTwice(c caller) error {
	text := "Honestly, your price is too high."
	first, err := c.observe(c.context(), "-first", text)
	if err != nil {
		return err
	}
	if err := plausible(first.Forecast, 1); err != nil {
		return err
	}
	again, err := c.observe(c.context(), "-first", text)
	if err != nil {
		return err
	}
	return want(
		first.ConversationId == c.run && first.EventId == c.run+"-first" && !first.Replayed &&
			again.Replayed && *again.Forecast == *first.Forecast,
		"first %v, then %v", first, again)
}

func scoreConversation(c caller) error {
	request := scoreRequest{ConversationId: "whole", Turns: []*turn{
		{Speaker: representative, Text: "How do you do it today?"},
		{Speaker: customer, Text: "By hand. It costs us two days every month."},
		{Speaker: representative, Text: "What would those two days be worth to you?"},
		{Speaker: customer, Text: "A lot. Send me the contract, and we sign it."},
	}}
	var answer scoreResponse
	err := c.client.Call(c.context(), scoring, "ScoreConversation", &request, &answer)
	if err != nil {
		return err
	}
	if answer.ConversationId != "whole" || len(answer.Forecasts) != len(request.Turns) {
		return fmt.Errorf("%d forecasts of %q", len(answer.Forecasts), answer.ConversationId)
	}
	for index, forecast := range answer.Forecasts {
		if err := plausible(forecast, int32(index+1)); err != nil || forecast.Closing {
			return fmt.Errorf("%v: %v", forecast, err)
		}
	}
	if err := plausible(answer.Closing, int32(len(request.Turns))); err != nil {
		return err
	}
	return want(answer.Closing.Closing, "the last forecast is not a closing one")
}

func emptyTurn(c caller) error {
	_, err := c.observe(c.context(), "-empty", "")
	if err := refused(err, codes.InvalidArgument); err != nil {
		return err
	}
	for _, detail := range status.Convert(err).Proto().Details {
		if strings.HasSuffix(detail.TypeUrl, "google.rpc.BadRequest") &&
			strings.Contains(string(detail.Value), "text") {
			return nil
		}
	}
	return fmt.Errorf("no google.rpc.BadRequest names the text: %v", err)
}

func tooLarge(c caller) error {
	_, err := c.observe(c.context(), "-large", strings.Repeat("too long ", 600_000))
	if err := refused(err, codes.ResourceExhausted); err != nil {
		return err
	}
	var answer healthResponse
	return c.client.Call(context.Background(), health, "Check", &healthRequest{}, &answer)
}

func manyAtOnce(c caller) error {
	const count = 200
	outcomes := make(chan error, count)
	for index := 0; index < count; index++ {
		go func(id string) {
			request := scoreRequest{ConversationId: id, Turns: []*turn{
				{Speaker: customer, Text: "Send me the contract."},
			}}
			var answer scoreResponse
			err := c.client.Call(c.context(), scoring, "ScoreConversation", &request, &answer)
			if err == nil && answer.ConversationId != id {
				err = fmt.Errorf("%s was answered with %s", id, answer.ConversationId)
			}
			outcomes <- err
		}(fmt.Sprintf("many-%d", index))
	}
	for index := 0; index < count; index++ {
		if err := <-outcomes; err != nil {
			return err
		}
	}
	return nil
}
