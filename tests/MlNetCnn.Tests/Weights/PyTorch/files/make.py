"""Writes the files beside it, with PyTorch and NumPy: python3 make.py. They were made with PyTorch 1.13."""
import collections
import numpy
import torch


def save(name, value, **options):
    torch.save(value, name + ".pth", **options)
    torch.save(value, name + ".legacy.pth", _use_new_zipfile_serialization=False, **options)


def of(*shape):
    return torch.arange(1, torch.Size(shape).numel() + 1, dtype=torch.float32).reshape(shape)


images = of(2, 3, 2, 2)
line = of(12)
state = collections.OrderedDict(
    f32=of(2, 3),
    f16=torch.tensor([1, -2, 0.5, 0.1]).half(),
    bf16=torch.tensor([1, 3.140625, -0.0]).bfloat16(),
    f64=torch.tensor([3.141592653589793, 1e-300], dtype=torch.float64),
    transposed=of(2, 3).t(),
    channels_last=images.contiguous(memory_format=torch.channels_last),
    row=of(3, 4)[1],
    column=of(3, 4)[:, 2],
    every_third=line[1::3],
    head=line[:5],
    expanded=torch.tensor([[7.0], [8.0]]).expand(2, 3),
    parameter=torch.nn.Parameter(of(2)),
)
state["first.weight"] = state["second.weight"] = of(2, 2)  # shared
state["bn.num_batches_tracked"] = torch.tensor(5)
state["mask"] = torch.tensor([True, False])
state["bytes"] = torch.tensor([[1, 2]], dtype=torch.uint8)
state["scale"] = torch.tensor(2.0)
state["nothing"] = torch.zeros(3, 0)
state["complex"] = torch.tensor([1j], dtype=torch.complex128)
save("state", state)

small = collections.OrderedDict(weight=of(2, 2), bias=of(2))
save("protocol4", small, pickle_protocol=4)
save("protocol5", small, pickle_protocol=5)

model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 1), torch.nn.BatchNorm2d(2))
with torch.no_grad():
    for parameter in model.parameters():
        parameter.copy_(of(*parameter.shape))
optimizer = torch.optim.Adam(model.parameters())
model(torch.zeros(1, 1, 2, 2)).sum().backward()
optimizer.step()
with torch.no_grad():
    for parameter in model.parameters():
        parameter.copy_(of(*parameter.shape))
save("checkpoint", {
    "epoch": 3,
    "arch": "two layers",
    "model_state_dict": torch.nn.DataParallel(model).state_dict(),
    "optimizer": optimizer.state_dict(),
    "best": numpy.float64(0.5),
    "size": torch.Size([1, 2]),
    "type": torch.float32,
    "loss": torch.tensor(0.25),
    "done": False,
})

torch.save(torch.nn.Sequential(), "whole-model.pth")


class Script(torch.nn.Module):
    def forward(self, x):
        return x


torch.jit.script(Script()).save("script.pt")
