// Newsroom puts a news site on air from one command:
//
//	go run ./newsroom [-addr 127.0.0.1:8080] [-db newsroom.db] [-reactions FOLDER] [-outbox FOLDER] [-import FILE] [-remote-images]
//
// It keeps stories in one SQLite file and reactions in a folder beside it, fills an
// empty file with stories of its own or with a WordPress export, prints its address
// and serves until it is interrupted. Reactions can be kept in Redis or PostgreSQL
// instead (-reactions redis://… or postgres://…), and then by many processes.
//
// It changes terms instead of serving, and tells first what that does:
//
//	go run ./newsroom [-db newsroom.db] -merge-tags FROM,INTO [-yes]
//	go run ./newsroom [-db newsroom.db] -rename-tag OLD,NEW [-yes]
//	go run ./newsroom [-db newsroom.db] -rename-category OLD,NEW [-yes]
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// settings are what the command line says.
type settings struct {
	addr, db, reactions, outbox, importFile string
	remoteImages                            bool
	surgery                                 surgery
}

// run is the program: 0 for a clean end, 1 for a failure told in one line, 2 for a
// command line that can't be read.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var s settings
	flags := flag.NewFlagSet("newsroom", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "`address` to serve on")
	flags.StringVar(&s.db, "db", "newsroom.db", "SQLite `file` that keeps stories, names and terms")
	flags.StringVar(&s.reactions, "reactions", "", "`folder` that keeps reactions, or a redis:// or postgres:// URL (default the -db file's name and \".reactions\")")
	flags.StringVar(&s.outbox, "outbox", "", "`folder` that mails are put into (default the -db file's name and \".outbox\")")
	flags.StringVar(&s.importFile, "import", "", "WordPress export `file` to read first")
	flags.BoolVar(&s.remoteImages, "remote-images", false, "let pages load pictures from other hosts")
	flags.StringVar(&s.surgery.mergeTags, "merge-tags", "", "`FROM,INTO`: make a tag lead to another, and do not serve")
	flags.StringVar(&s.surgery.renameTag, "rename-tag", "", "`OLD,NEW`: give a tag another label and address, and do not serve")
	flags.StringVar(&s.surgery.renameCategory, "rename-category", "", "`OLD,NEW`: give a category another label and address, and do not serve")
	flags.BoolVar(&s.surgery.yes, "yes", false, "do what was asked of tags and categories, beside telling what it does")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "newsroom: unexpected argument %q\n", flags.Arg(0))
		return 2
	}
	do := func() error { return serve(ctx, s, stdout, stderr) }
	if s.surgery.asked() {
		do = func() error { return operate(ctx, s.db, s.surgery, stdout) }
	}
	if err := do(); err != nil {
		fmt.Fprintf(stderr, "newsroom: %s\n", strings.ReplaceAll(err.Error(), "\n", "; "))
		return 1
	}
	return 0
}

// serve opens, fills and serves a newsroom until ctx ends.
func serve(ctx context.Context, s settings, stdout, stderr io.Writer) (err error) {
	db, err := openDatabase(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	store, err := openReactions(ctx, cmp.Or(s.reactions, s.db+".reactions"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	start := time.Now()
	if s.importFile != "" {
		if err := importFile(ctx, db, s.importFile, start, stdout, stderr); err != nil {
			return err
		}
	}
	if err := seed(ctx, db, start); err != nil {
		return fmt.Errorf("filling %s: %w", s.db, err)
	}
	base := "http://" + reachable(listener.Addr())
	room, err := newNewsroom(ctx, db, store, base, s.remoteImages, stderr, time.Now)
	if err != nil {
		return err
	}
	room.letters.out = outbox(cmp.Or(s.outbox, s.db+".outbox"))
	fmt.Fprintf(stdout, "News Junction is on the air: %s\n", base)
	return listen(ctx, listener, room.handler())
}

// reachable returns an address that a browser on this machine can open.
func reachable(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return addr.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

// listen serves until ctx ends, and lets the requests under way finish.
func listen(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
