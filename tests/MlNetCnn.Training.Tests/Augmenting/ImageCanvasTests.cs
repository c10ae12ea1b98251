namespace MlNetCnn.Training.Tests;

/// <summary>
/// Each operation against what torchvision 0.14.1 gives for the same image of bytes, with bilinear interpolation where pixels are moved. It rounds
/// after each step, downwards where colors are blended, and we once, to the nearest.
/// </summary>
public class ImageCanvasTests
{
    private const int Height = 4;
    private const int Width = 5;

    [Theory]
    [InlineData("TrivialWide", "Identity", 10, false, "00172e455c0b294765832c51769bc0638fbbe713253c536a81304e6c8aa851769bc0e588b4e00c384a61788fa6557391afcd769bc0e50aadd905315d")]
    [InlineData("TrivialWide", "ShearX", 10, false, "041b32494d1a385674424b7095ba2296c2c610002940576e6c3f5d7b99557095badf28bbbf132f004e657c938b6482a0be6895badf3002b80c384f00")]
    [InlineData("TrivialWide", "ShearX", 10, true, "00132a4158061a3856740832577ca1005488b4e01f384f667d183f5d7b990e577ca1c60073add92d3e5d748ba22b6482a0be157ca1c6bf0092d2262a")]
    [InlineData("TrivialWide", "ShearY", 10, false, "0220436da1103d6ea76c3570afc30a534821000027456892c6356293a4915a95d40a1d725b2700004c6a8db76e5a87b8c9327fba262930906e010000")]
    [InlineData("TrivialWide", "ShearY", 10, true, "000c0800000920323a2f273d4f60705a708293a21f1e0f00002e45575a424c627485957f95a7b8c73e31150000536a7c7955718799aabaa4ba9fdd69")]
    [InlineData("TrivialWide", "TranslateX", 2, false, "000000172e00000b294700002c51760000638fbb0000253c530000304e6c000051769b000088b4e000004a617800005573910000769bc00000add905")]
    [InlineData("TrivialWide", "TranslateX", 2, true, "2e455c00004765830000769bc00000bbe7130000536a8100006c8aa800009bc0e50000e00c380000788fa6000091afcd0000c0e50a000005315d0000")]
    [InlineData("TrivialWide", "TranslateY", 2, false, "0000000000000000000000172e455c0b2947658300000000000000000000253c536a81304e6c8aa8000000000000000000004a61788fa6557391afcd")]
    [InlineData("TrivialWide", "TranslateY", 2, true, "2c51769bc0638fbbe7130000000000000000000051769bc0e588b4e00c3800000000000000000000769bc0e50aadd905315d00000000000000000000")]
    [InlineData("TrivialWide", "Rotate", 10, false, "012855856010305995770b2d62aba00830717e0502437aaa742b557eba7b3052879d0b1c55969904035e9fb214467aa3d2495577ac66262f7abb3b01")]
    [InlineData("TrivialWide", "Rotate", 10, true, "15171d1c015449434234678e7c6f670494bfaf49283c423702796e68674f82b3a1948c056d5ed45d3b616752039e938d8c6a9d7bc6b7b1020f7c515d")]
    [InlineData("TrivialWide", "Brightness", 10, false, "001e3d5b7a0e365e86ae3a6b9cceff83bef8ff19314f6e8cab3f678fb7df6b9cceffffb4efff0f4a62819fbedc7198c0e8ff9cceffff0de6ff06417b")]
    [InlineData("TrivialWide", "Brightness", 10, true, "000f1e2e3d071b2f43571d364f6780425f7d9a0c18283747562034485c70364f6780995b789608253140505f6f384d6175894f67809906739103203e")]
    [InlineData("TrivialWide", "Saturation", 10, false, "000d243b52011f3d5b7922476c91bf5985bbff09273e556c8332506e8caa53789dc2f18ab6ec003a586f869db463819fbddb84a9cef300bbe700266b")]
    [InlineData("TrivialWide", "Saturation", 10, true, "0920374e651432506e8c355a7fa4c06c98bbb51c223950677e2d4b6987a54e7398bdd885b1d322353b52698097466482a0be678cb1d6469eca413b4e")]
    [InlineData("TrivialWide", "Contrast", 10, false, "00001837550011396189154778a9da5f99d4ff000c2b4968871b436b93ba4778a9daff90caff00253d5c7b99b84c749cc4ec78a9daff00c1fc001c57")]
    [InlineData("TrivialWide", "Contrast", 10, true, "24334352622b4054687c425a738ca56684a1bf313d4c5c6b7a44586c80955a738ca5bd7f9dba2c4a56657484935d718599ad738ca5bd2b98b5274562")]
    [InlineData("TrivialWide", "Sharpness", 10, false, "00162d455b0a274563832b4f749fbf638ebbe613253b526a812f4c6a88a751749fcbe488b4df0b374a61778ea555718fb3cd759fcbfd0aacd905315d")]
    [InlineData("TrivialWide", "Sharpness", 10, true, "00172e455c0b2a4866832c527796c0638fbbe713253c536a81304f6d8ba8517796b4e588b4e00c384a61788fa6557492aacd7696b4cc0aadd905315d")]
    [InlineData("TrivialWide", "Posterize", 10, false, "00142c445c08284464802c507498c0608cb8e410243c506880304c6c88a8507498c0e488b4e00c384860788ca4547090accc7498c0e408acd804305c")]
    [InlineData("TrivialWide", "Solarize", 10, false, "00172e455c0b294765832c51769b3f638f441813253c536a81304e6c8aa851769b3f1a884b1f0c384a61788fa65573915032769b3f1a0a522605315d")]
    [InlineData("TrivialWide", "AutoContrast", 10, false, "0019324c650c2d4e6f90305982abd36d9dceff141d38536e892a4d7094b7517ca8d3ff91c5f900334e68829db75b7d9fc1e380aad4ff05bff1003264")]
    [InlineData("Rand", "ShearX", 9, false, "01182f46580f2d4b697134597ea395719dc9a40d263d546b7b3452708e91597ea3c8b196c29d1a264b6279909f597795b3b17ea3c8b408bb96133f40")]
    [InlineData("Rand", "ShearX", 9, true, "00162d445b0a2543617f22496e93b84481add956233b5269802a4a6886a43f6e93b8dd5da6d24f2a4760778ea54a6f8dabc95b93b8dd3b77cb48234f")]
    [InlineData("Rand", "ShearY", 9, false, "0019344f6c0c2e52769c2e5986b37a5f7c919e0b253e5974913153779bc1537eab879f829cae08214a637e99b656789cc07e78a396ac2ca5bc042237")]
    [InlineData("Rand", "ShearY", 9, true, "0014242f370b27415b732b4c6b8aa76187abcf59233440494d304c668098507190afcc86acd0457e47545d626355718ba5bd7596b5d459abd12f6a3b")]
    [InlineData("Rand", "TranslateX", 30, false, "000000172e00000b294700002c51760000638fbb0000253c530000304e6c000051769b000088b4e000004a617800005573910000769bc00000add905")]
    [InlineData("Rand", "TranslateX", 30, true, "2e455c00004765830000769bc00000bbe7130000536a8100006c8aa800009bc0e50000e00c380000788fa6000091afcd0000c0e50a000005315d0000")]
    [InlineData("Rand", "TranslateY", 30, false, "000000000000172e455c0b294765832c51769bc00000000000253c536a81304e6c8aa851769bc0e500000000004a61788fa6557391afcd769bc0e50a")]
    [InlineData("Rand", "TranslateY", 30, true, "0b294765832c51769bc0638fbbe7130000000000304e6c8aa851769bc0e588b4e00c380000000000557391afcd769bc0e50aadd905315d0000000000")]
    [InlineData("Rand", "Rotate", 9, false, "04193450530a294a708e204873a38f407bafbe341e395975702f4e6f95b1436d98a5ac5da0d4371f38597e9a8d547394b7876692bdc7327ac539213a")]
    [InlineData("Rand", "Rotate", 9, true, "031529373d142d455e74415e7995a34e85c4b43c203a4e565737526a839966839ebac668a5ae355a3d5f7376715a778fa8be8ba4c3d044828e135034")]
    [InlineData("Rand", "Brightness", 9, false, "001d3a57740d345a80a6376695c4f37db5edff182e4c6986a33c6389afd56695c4f3fface4ff0f475d7b98b5d26b92b8deff95c4f3ff0cdbff063e76")]
    [InlineData("Rand", "Brightness", 9, true, "0010213243081d33495f203b56718c486888a80d1b2b3c4d5e23384e647a3b56718ca76383a3082836465768793e53697f9556718ca7077e9e032343")]
    [InlineData("Rand", "Saturation", 9, false, "000e253c5302203e5c7a23486d92c05a86bbff0a263d546b82314f6d8ba952779cc1ee89b5e90039556c839ab1607e9cbad881a6cbf000b8e4002868")]
    [InlineData("Rand", "Saturation", 9, true, "081f364d6413314f6d8b34597ea3c06b97bbbe1b233a51687f2e4c6a88a64f7499bedb86b2d61e363e556c839a496785a3c16a8fb4d93ba1cd363951")]
    [InlineData("Rand", "Contrast", 9, false, "00001c395600163c6288194877a6d55f97cfff00112e4b68851f456b91b74877a6d5ff8ec6fe0029405d7a97b44e749ac0e677a6d5ff00bdf5002058")]
    [InlineData("Rand", "Contrast", 9, true, "1d2e3f5061253b51677d3e59748faa6686a6c62b38495a6b7c40566c829859748faac581a1c1264653647586975b71879db3748faac5259cbc214161")]
    [InlineData("Rand", "Sharpness", 9, false, "00172e455c0b274563832c4f749fc0638fbbe713253c536a81304c6a88a851749fc9e588b4df0c374a61788fa655718fb3cd769fc9f80aadd905315d")]
    [InlineData("Rand", "Sharpness", 9, true, "00172e455c0b2a4866832c527796c0638fbbe713253c536a81304f6d8ba8517796b6e588b4e00c384a61788fa6557492aacd7696b6d10aadd905315d")]
    [InlineData("Rand", "Posterize", 9, false, "00162e445c0a284664822c50769ac0628ebae612243c526a80304e6c8aa850769ac0e488b4e00c384a60788ea6547290aecc769ac0e40aacd804305c")]
    [InlineData("Rand", "Solarize", 9, false, "00172e455c0b294765832c51769b3f638f441813253c536a81304e6c8aa851769b3f1a884b1f0c384a61788fa6557391af32769b3f1a0aad2605315d")]
    public void Policy_Operation_IsAsTorchvisions(string policy, string operation, int strength, bool isNegative, string expected)
    {
        var its = policy == "Rand" ? AugmentationPolicy.Rand : AugmentationPolicy.TrivialWide;

        Check(image => its.Apply(image, Enum.Parse<PolicyOperation>(operation), strength, isNegative), expected);
    }

    // resized_crop(image, top, left, height, width, size)
    [Theory]
    [InlineData(1, 2, 2, 3, "4753657783535f7286926a788ea3b176859bb1c06c788a9ca8788498abb78f9db2c8d69baac0d6e5919dafc1cd9da9bca99cb4c2d7793bc0cfe5620a")]
    [InlineData(0, 1, 3, 4, "17273a4c5c22354b6174384f69839a516b88a6c03c4c5e7181475a7086995d748ea8bf7690aecbe561718496a66c7f95abbe8299b3b0849bb5d2a30a")]
    public void Crop_APart_IsAsTorchvisionsResizedCrop(int top, int left, int height, int width, string expected) =>
        Check(image => image.Crop(new(top, left, height, width)), expected);

    [Fact]
    public void Move_ByAnAngle_IsAsTorchvisionsRotate() => Check(image => image.Move(AffineMap.Rotation(20)), "061b3c5f4a0b2a4e7da6133e6eaa7422629f9a3e1537618461304f73a2c937639391683987c4640b245286a977557498bc3e5a88b8a44e4fac77121a");

    // adjust_saturation, adjust_hue and rgb_to_grayscale
    [Theory]
    [InlineData(1.6, 0, "00041b334900163453711a3f6489c0517dbbff002940576e853452708eac557a9fc4fb8cb8f6003c647b92a9c06f8dabc9e790b5daff00c7f3001d77")]
    [InlineData(0.3, 0, "152c435a71203e5c7a9841668bb0c078a4bb7e2820374e657c2b496785a34c7196bbcb83afc63c332b4259708736547290ae577ca1c6898eba84473e")]
    [InlineData(1, 0.2, "334a61788f3e5c7a98b65f84a9ce0996c204e04600162e455c0a294765822c51769be5628fe0e7124a61788fa6557391afcd769bc0e55aadd9550c5d")]
    [InlineData(1, -0.35, "2c435a718837557391af587da2c7e58fbbe00c3f4a61788fa6557391afcd769bc0e509add904465d00162e455c0a294765822c51769bd5628fd0e712")]
    [InlineData(0, 0, "1e354c637a29476583a14a6f94b9c081adbb51311e354c637a29476583a14a6f94b9c081adbb51311e354c637a29476583a14a6f94b9c081adbb5131")]
    public void ShiftColors_SaturationAndHue_AreAsTorchvisions(double saturation, double hue, string expected) =>
        Check(image => image.ShiftColors(saturation, hue), expected);

    [Fact]
    public void ShiftColors_OneChannel_StaysAsItIs()
    {
        var image = Load(1, 24, 24);

        image.ShiftColors(0, 0.5);

        Assert.Equal(Source(1, 24, 24), image.Pixels.ToArray());
    }

    [Fact]
    public void Blur_Sigma_IsAsTorchvisionsGaussianBlur() => Check(image => image.Blur(0.6), "0d1d375061192d4b697c3c5579979b5f7aa3b17832425c75863e52708da1617a97a0b2849fac65655767819aaa637794abaa8698a0a265a8a8605f50");

    [Fact]
    public void Equalize_OfValues_IsAsTorchvisions()
    {
        var image = Load(1, 24, 24);

        image.Tones.Equalize();

        Assert.Equal("001a37506c7f9cb9d4eaffff162c4d697e98b4d1e7ffff100929537793b9dbfaff1c43667fa5cde8ff0727507391b5d9", Convert.ToHexStringLower(image.Pixels[..48]));
    }

    [Fact]
    public void Blur_WiderThanTheImage_MirrorsItAgainAndAgain()
    {
        var image = new ImageCanvas(1, 2, 1);
        image.Start().Fill(200);

        image.Blur(20);

        Assert.Equal([200, 200], image.Pixels.ToArray());
    }

    // ColorJitter would change the image twice; the tables change it once.
    [Fact]
    public void Tones_SeveralOperations_AreAsOneAfterAnother()
    {
        var together = Load(3, Height, Width);
        together.Tones.Brightness(0.7);
        together.Tones.Contrast(1.4);
        together.Tones.AutoContrast();
        var apart = Load(3, Height, Width);
        apart.Tones.Brightness(0.7);
        _ = apart.Pixels;
        apart.Tones.Contrast(1.4);
        _ = apart.Pixels;
        apart.Tones.AutoContrast();

        Assert.Equal(apart.Pixels.ToArray(), together.Pixels.ToArray());
        Assert.NotEqual(Source(3, Height, Width), together.Pixels.ToArray());
    }

    [Fact]
    public void Move_AndBack_LosesNothingButTheEdge()
    {
        var image = Load(3, 24, 24);

        image.Move(AffineMap.Rotation(25));
        image.Move(AffineMap.Translation(3, -2));
        image.Move(AffineMap.Translation(-3, 2));
        image.Move(AffineMap.Rotation(-25));

        Assert.Equal(Source(3, 24, 24), image.Pixels.ToArray());
    }

    private static void Check(Action<ImageCanvas> change, string expected)
    {
        var image = Load(3, Height, Width);

        change(image);

        var pixels = image.Pixels.ToArray();
        var theirs = Convert.FromHexString(expected);
        Assert.Equal(theirs.Length, pixels.Length);
        for (var i = 0; i < pixels.Length; i++)
            Assert.True(Math.Abs(pixels[i] - theirs[i]) <= 1, $"Pixel {i} is {pixels[i]}, torchvision's {theirs[i]}: {Convert.ToHexStringLower(pixels)}");
    }

    private static ImageCanvas Load(int channels, int height, int width)
    {
        var image = new ImageCanvas(channels, height, width);
        Source(channels, height, width).CopyTo(image.Start());
        return image;
    }

    private static byte[] Source(int channels, int height, int width) =>
        [.. from c in Enumerable.Range(0, channels) from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width)
            select (byte)((37 * c) + (11 * y * y) + (23 * x) + (7 * x * y))];
}
