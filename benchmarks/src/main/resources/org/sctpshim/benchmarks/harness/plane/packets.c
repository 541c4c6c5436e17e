/*
 * Raw IPv4 packets of protocol 132 without a stack behind them.
 *   packets send SOURCE TARGET OCTETS   reads lines "PACKETS_A_SECOND MILLISECONDS", prints how many were sent
 *   packets receive                     prints how many have come since the line before, for every line it reads
 *   packets echo                        says "ready", sends what comes back to where it came from
 *   packets ping SOURCE TARGET OCTETS   reads lines "COUNT", prints the median of as many round trips in nanoseconds
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PROTOCOL 132
#define BURST 32
#define IP_HEADER 20
#define MOST_TRIPS 100000
/* So that a selector can be met; the rest of SCTP's header does not matter to anybody here. */
#define PORTS "\x0b\x59\x0b\x5a"
#define BUFFER (16 << 20)
#define NS 1000000000LL

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * NS + t.tv_nsec;
}

static struct sockaddr_in address(const char *text)
{
    struct sockaddr_in a = {.sin_family = AF_INET};
    inet_pton(AF_INET, text, &a.sin_addr);
    return a;
}

static void wait_until(long long due)
{
    long long left = due - now();
    if (left > 100000) {
        struct timespec t = {.tv_nsec = (left - 50000) % NS, .tv_sec = (left - 50000) / NS};
        nanosleep(&t, NULL);
    }
}

static int send_packets(char **argv)
{
    int fd = socket(AF_INET, SOCK_RAW, PROTOCOL), size = BUFFER;
    setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size);
    struct sockaddr_in from = address(argv[2]), to = address(argv[3]);
    int octets = atoi(argv[4]);
    static char data[65536];
    memcpy(data, PORTS, 4);
    if (fd < 0 || octets < 12 || octets > 2000 || bind(fd, (struct sockaddr *)&from, sizeof from))
        return 3;
    struct iovec part = {data, octets};
    struct mmsghdr messages[BURST] = {0};
    for (int i = 0; i < BURST; i++) {
        messages[i].msg_hdr.msg_name = &to;
        messages[i].msg_hdr.msg_namelen = sizeof to;
        messages[i].msg_hdr.msg_iov = &part;
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    long long rate, ms;
    while (scanf("%lld %lld", &rate, &ms) == 2) {
        long long start = now(), end = start + ms * 1000000, sent = 0;
        while (now() < end) {
            wait_until(start + (sent + BURST) * NS / rate);
            int done = sendmmsg(fd, messages, BURST, 0);
            if (done > 0)
                sent += done;
        }
        printf("%lld\n", sent);
        fflush(stdout);
    }
    return 0;
}

static volatile long long received;

static void *count(void *socket)
{
    int fd = *(int *)socket;
    static char data[BURST][2048];
    struct iovec parts[BURST];
    struct mmsghdr messages[BURST] = {0};
    for (int i = 0; i < BURST; i++) {
        parts[i] = (struct iovec){data[i], sizeof data[i]};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    for (;;) {
        int done = recvmmsg(fd, messages, BURST, MSG_WAITFORONE, NULL);
        if (done > 0)
            received += done;
    }
    return NULL;
}

static int receive_packets(void)
{
    int fd = socket(AF_INET, SOCK_RAW, PROTOCOL), size = BUFFER;
    if (fd < 0)
        return 3;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    pthread_t thread;
    pthread_create(&thread, NULL, count, &fd);
    char line[64];
    long long before = 0;
    while (fgets(line, sizeof line, stdin)) {
        long long seen = received;
        printf("%lld\n", seen - before);
        fflush(stdout);
        before = seen;
    }
    return 0;
}

static int echo_packets(void)
{
    int fd = socket(AF_INET, SOCK_RAW, PROTOCOL);
    static char data[65536];
    if (fd < 0)
        return 3;
    puts("ready");
    fflush(stdout);
    for (;;) {
        struct sockaddr_in from;
        socklen_t length = sizeof from;
        ssize_t octets = recvfrom(fd, data, sizeof data, 0, (struct sockaddr *)&from, &length);
        if (octets > IP_HEADER)
            sendto(fd, data + IP_HEADER, octets - IP_HEADER, 0, (struct sockaddr *)&from, sizeof from);
    }
}

static int ascending(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return x < y ? -1 : x > y;
}

static int ping_packets(char **argv)
{
    int fd = socket(AF_INET, SOCK_RAW, PROTOCOL), octets = atoi(argv[4]), count;
    struct sockaddr_in from = address(argv[2]), to = address(argv[3]);
    struct timeval patience = {.tv_sec = 1};
    static char data[65536];
    static long long trips[MOST_TRIPS];
    memcpy(data, PORTS, 4);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (fd < 0 || octets < 12 || octets > 2000 || bind(fd, (struct sockaddr *)&from, sizeof from))
        return 3;
    while (scanf("%d", &count) == 1 && count <= MOST_TRIPS) {
        int done = 0;
        for (int i = 0; i < count; i++) {
            static char answer[65536];
            long long start = now();
            sendto(fd, data, octets, 0, (struct sockaddr *)&to, sizeof to);
            if (recv(fd, answer, sizeof answer, 0) > 0)
                trips[done++] = now() - start;
        }
        qsort(trips, done, sizeof *trips, ascending);
        printf("%lld\n", done < count / 2 ? -1 : trips[done / 2]);
        fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 5 && !strcmp(argv[1], "send"))
        return send_packets(argv);
    if (argc == 2 && !strcmp(argv[1], "receive"))
        return receive_packets();
    if (argc == 2 && !strcmp(argv[1], "echo"))
        return echo_packets();
    if (argc == 5 && !strcmp(argv[1], "ping"))
        return ping_packets(argv);
    return 2;
}
