/* AES-128-GCM with intel-ipsec-mb in bursts of 32: prints nanoseconds a packet of the octets in argv[1]. */
#include <intel-ipsec-mb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BURST 32
#define STRIDE 2112
#define AAD_AT 16
#define TEXT_AT 64
#define SECONDS 1.0

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void fill(IMB_JOB *job, uint8_t *slot, unsigned bytes, struct gcm_key_data *key, uint64_t nonce)
{
    memcpy(slot + 4, &nonce, sizeof nonce);
    memset(job, 0, sizeof *job);
    job->cipher_mode = IMB_CIPHER_GCM;
    job->hash_alg = IMB_AUTH_AES_GMAC;
    job->cipher_direction = IMB_DIR_ENCRYPT;
    job->chain_order = IMB_ORDER_CIPHER_HASH;
    job->enc_keys = job->dec_keys = key;
    job->key_len_in_bytes = 16;
    job->src = job->dst = slot + TEXT_AT;
    job->msg_len_to_cipher_in_bytes = job->msg_len_to_hash_in_bytes = bytes;
    job->iv = slot;
    job->iv_len_in_bytes = 12;
    job->auth_tag_output = slot + TEXT_AT + bytes;
    job->auth_tag_output_len_in_bytes = 16;
    job->u.GCM.aad = slot + AAD_AT;
    job->u.GCM.aad_len_in_bytes = 8;
}

int main(int argc, char **argv)
{
    unsigned bytes = argc > 1 ? atoi(argv[1]) : 64;
    if (bytes < 1 || bytes > 2000)
        return 2;
    IMB_MGR *mgr = alloc_mb_mgr(0);
    if (!mgr)
        return 3;
    init_mb_mgr_auto(mgr, NULL);
    static struct gcm_key_data key;
    static uint8_t octets[16] = {1, 2, 3}, memory[BURST * STRIDE] __attribute__((aligned(64)));
    IMB_AES128_GCM_PRE(mgr, octets, &key);
    IMB_JOB *jobs[BURST];
    uint64_t nonce = 0, packets = 0;
    double start = 0, end = 0;
    for (int warm = 1; warm >= 0; warm--) {
        packets = 0;
        start = now();
        do {
            for (int turn = 0; turn < 1000; turn++) {
                if (IMB_GET_NEXT_BURST(mgr, BURST, jobs) != BURST)
                    return 4;
                for (int i = 0; i < BURST; i++)
                    fill(jobs[i], memory + i * STRIDE, bytes, &key, ++nonce);
                if (IMB_SUBMIT_BURST_NOCHECK(mgr, BURST, jobs) != BURST)
                    return 5;
                packets += BURST;
            }
            end = now();
        } while (end - start < (warm ? SECONDS / 4 : SECONDS));
    }
    printf("%.3f\n", (end - start) * 1e9 / packets);
    free_mb_mgr(mgr);
    return 0;
}
