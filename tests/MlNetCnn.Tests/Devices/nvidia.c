/* The functions of NVIDIA's two libraries that are asked, for two GPUs of which the second has more memory free. */
#include <stdint.h>
#include <stddef.h>
#include <string.h>

#ifndef ERROR
#define ERROR 0
#endif

int cuInit(unsigned flags) { (void)flags; return ERROR; }
int cuGetErrorName(int error, const char** name) { (void)error; *name = "CUDA_ERROR_UNKNOWN"; return 0; }
int cuDriverGetVersion(int* version) { *version = 12080; return 0; }
int cuDeviceGetCount(int* count) { *count = 2; return 0; }
int cuDeviceGet(int* device, int index) { *device = 40 + index; return 0; }
int cuDeviceGetName(char* name, int length, int device) { strncpy(name, device == 40 ? "Small" : "Large", length); return 0; }
int cuDeviceTotalMem_v2(size_t* bytes, int device) { *bytes = (size_t)(device == 40 ? 8 : 24) << 30; return 0; }
int cuDeviceGetAttribute(int* value, int attribute, int device)
{
    *value = attribute == 75 ? (device == 40 ? 7 : 8) : attribute == 76 ? (device == 40 ? 5 : 9) : -1;
    return 0;
}
int cuDeviceGetUuid(unsigned char* id, int device) { for (int i = 0; i < 16; i++) id[i] = (unsigned char)(device == 40 ? i : 0xf0 + i); return 0; }

int nvmlInit_v2(void) { return 0; }
int nvmlShutdown(void) { return 0; }
int nvmlSystemGetDriverVersion(char* text, unsigned length) { strncpy(text, "570.86.10", length); return 0; }
int nvmlDeviceGetHandleByUUID(const char* id, void** device)
{
    if (!strcmp(id, "GPU-00010203-0405-0607-0809-0a0b0c0d0e0f")) *device = (void*)1;
    else if (!strcmp(id, "MIG-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff")) *device = (void*)2;
    else return 6;
    return 0;
}
int nvmlDeviceGetMemoryInfo(void* device, uint64_t* memory)
{
    memory[0] = (uint64_t)(device == (void*)1 ? 8 : 24) << 30;
    memory[1] = (uint64_t)(device == (void*)1 ? 6 : 20) << 30;
    memory[2] = memory[0] - memory[1];
    return 0;
}
int nvmlDeviceGetUtilizationRates(void* device, unsigned* rates) { if (device == (void*)2) return 3; rates[0] = 17; rates[1] = 5; return 0; }
