<?php
require 'tcpdf/tcpdf.php';
[, $regular, $bold, $source, $target] = $argv;
define('OUT', dirname($target) . '/');
$plain = TCPDF_FONTS::addTTFfont($regular, 'TrueTypeUnicode', '', 32, OUT);
$heavy = TCPDF_FONTS::addTTFfont($bold, 'TrueTypeUnicode', '', 32, OUT);
$pdf = new TCPDF('P', 'mm', 'A4', true, 'UTF-8');
$pdf->setPrintHeader(false);
$pdf->setPrintFooter(false);
$pdf->SetMargins(18, 15, 18);
$pdf->SetAutoPageBreak(true, 13);
$pdf->AddFont($plain, '', OUT . $plain . '.php');
$pdf->AddFont($plain, 'B', OUT . $heavy . '.php');
$pdf->setHtmlVSpace(['p' => [['h' => 0, 'n' => 0], ['h' => 0, 'n' => 0]], 'ul' => [['h' => 0, 'n' => 0], ['h' => 0, 'n' => 0]]]);
$pdf->AddPage();
$pdf->SetFont($plain, '', 10);
$pdf->setListIndentWidth(4);
$pdf->writeHTML(file_get_contents($source), true, false, true, false, '');
$pdf->Output($target, 'F');
