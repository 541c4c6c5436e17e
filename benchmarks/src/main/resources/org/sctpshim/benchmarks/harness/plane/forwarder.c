/*
 * A TUN device to raw IP sockets of protocol 50 and back, in bursts of 32, with nothing done to the packets: what moving
 * packets costs before any protection.
 *   forwarder DEVICE LOCAL REMOTE
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define PROTOCOL 50
#define BURST 32
#define ROOM 2048
#define IP_HEADER 20
#define BUFFER (4 << 20)

static char data[BURST][ROOM];
static struct iovec parts[BURST];
static struct mmsghdr messages[BURST];

static void outward(int tun, int raw, struct sockaddr_in *to)
{
    int n = 0;
    while (n < BURST) {
        ssize_t length = read(tun, data[n], ROOM);
        if (length <= 0)
            break;
        parts[n] = (struct iovec){data[n], length};
        messages[n].msg_hdr = (struct msghdr){.msg_name = to, .msg_namelen = sizeof *to, .msg_iov = &parts[n], .msg_iovlen = 1};
        n++;
    }
    for (int sent = 0; sent < n;) {
        int done = sendmmsg(raw, messages + sent, n - sent, 0);
        sent += done > 0 ? done : 1;
    }
}

static void inward(int raw, int tun)
{
    for (int i = 0; i < BURST; i++) {
        parts[i] = (struct iovec){data[i], ROOM};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    int n = recvmmsg(raw, messages, BURST, MSG_DONTWAIT, NULL);
    for (int i = 0; i < n; i++)
        if (messages[i].msg_len > IP_HEADER && write(tun, data[i] + IP_HEADER, messages[i].msg_len - IP_HEADER) < 0)
            continue;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
    strncpy(request.ifr_name, argv[1], IFNAMSIZ - 1);
    int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
    if (tun < 0 || ioctl(tun, TUNSETIFF, &request))
        return 3;
    struct sockaddr_in local = {.sin_family = AF_INET}, remote = {.sin_family = AF_INET};
    inet_pton(AF_INET, argv[2], &local.sin_addr);
    inet_pton(AF_INET, argv[3], &remote.sin_addr);
    int raw = socket(AF_INET, SOCK_RAW, PROTOCOL), size = BUFFER;
    setsockopt(raw, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    setsockopt(raw, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size);
    if (raw < 0 || bind(raw, (struct sockaddr *)&local, sizeof local))
        return 4;
    puts("ready");
    fflush(stdout);
    struct pollfd ready[2] = {{tun, POLLIN, 0}, {raw, POLLIN, 0}};
    while (poll(ready, 2, -1) >= 0 || errno == EINTR) {
        if (ready[0].revents)
            outward(tun, raw, &remote);
        if (ready[1].revents)
            inward(raw, tun);
    }
    return 0;
}
