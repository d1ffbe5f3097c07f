import type { Reason } from './compare.js';

/** Why we differ on purpose; the README has the same list with its counts, and a spec keeps it true. */
export const explanations: Readonly<Record<Reason | 'emptyLabel' | 'blankLineInList', string>> = {
  lineEnds: 'a single line end is a visible break',
  rawHtml: 'raw HTML is shown as the text it is',
  targets:
    'a target other than http, https or mailto, such as a relative one, makes no link: the source is shown',
  bareAddresses:
    'addresses written bare are links in all text, those of other schemes and mail domains of one letter are not',
  entities: 'only the usual named character references are read',
  emptyLabel: 'a link without a label shows its target, so that it can be seen and pressed',
  blankLineInList: "marked keeps one blank line more at the end of a list's fenced code",
};

/** The numbers of the examples that differ, by the reasons that explain them. All others are equal in meaning. */
export type Differences = Readonly<Record<string, readonly number[]>>;

export const commonmarkDifferences: Differences = {
  lineEnds: [
    14, 28, 37, 46, 49, 70, 81, 82, 87, 88, 93, 95, 104, 105, 106, 113, 138, 145, 213, 220, 222, 223, 224,
    228, 229, 230, 232, 233, 238, 243, 247, 250, 251, 253, 254, 285, 286, 287, 288, 290, 291, 292, 293, 304,
    312, 334, 367, 384, 394, 405, 423, 432, 490, 552, 621, 648, 649,
  ],
  rawHtml: [
    21, 31, 152, 159, 167, 168, 175, 176, 177, 181, 183, 184, 188, 201, 308, 309, 344, 475, 476, 477, 524,
    536, 613, 614, 617, 623, 626, 627, 628, 629, 630, 631,
  ],
  targets: [
    22, 23, 32, 33, 192, 193, 194, 195, 196, 198, 200, 202, 203, 204, 205, 206, 207, 214, 215, 218, 404, 419,
    422, 433, 473, 474, 482, 483, 485, 486, 489, 492, 495, 496, 498, 499, 500, 501, 502, 503, 504, 506, 507,
    509, 510, 512, 514, 515, 516, 517, 518, 519, 520, 521, 522, 527, 528, 529, 530, 531, 532, 533, 534, 535,
    539, 540, 541, 542, 544, 549, 550, 553, 554, 555, 557, 558, 559, 560, 561, 562, 564, 565, 566, 567, 568,
    569, 570, 571, 572, 573, 574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 588, 589, 591,
    593, 596, 598, 599, 601,
  ],
  'lineEnds and entities': [25],
  'lineEnds and rawHtml': [
    148, 149, 150, 151, 153, 154, 155, 156, 157, 158, 160, 161, 162, 163, 164, 165, 166, 169, 170, 171, 172,
    173, 174, 178, 179, 180, 182, 185, 186, 187, 189, 190, 191, 491, 494, 615, 616, 625, 642, 643,
  ],
  'lineEnds and targets': [216, 217, 505, 543, 556, 587],
  bareAddresses: [602, 608, 611, 612],
};

export const gfmDifferences: Differences = {
  lineEnds: [203],
  bareAddresses: [632, 633, 634, 635],
  'lineEnds and rawHtml': [657],
};

/** What no reason explains by itself, looked at one by one. */
export const examined: Differences = {
  emptyLabel: [484, 487],
  blankLineInList: [318],
};
