<?php
// Prints HTML from standard input as the PDF whose path is given; fonts are kept in the folder given second.
// DOMPDF names the autoload.php of another Dompdf than the one on the include path.
require_once getenv("DOMPDF") ?: "dompdf/autoload.php";
$options = new Dompdf\Options();
$options->setChroot(["/"]);
$options->setIsFontSubsettingEnabled(true);
$options->setFontDir($argv[2]);
$options->setFontCache($argv[2]);
$options->setTempDir($argv[2]);
$printer = new Dompdf\Dompdf($options);
$printer->loadHtml(stream_get_contents(STDIN), "UTF-8");
$printer->setPaper("A4");
$printer->render();
file_put_contents($argv[1], $printer->output());
