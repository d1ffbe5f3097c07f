import { endpoints, type AttachmentView } from '@carillon/contracts';
import { Controller, Logger, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { HttpFront } from '../platform/http/http-front.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentMetrics } from './attachment-metrics.js';
import type { AttachmentRow } from './attachment.presenter.js';
import { AttachmentsService } from './attachments.service.js';
import { sendFile, thumbnailOf, wholeFile, type SentFile } from './send-file.js';
import { FileMissing } from './store/file-store.js';
import { UploadRate } from './upload-rate.js';

@Controller()
export class AttachmentsController {
  private readonly logger = new Logger(AttachmentsController.name);

  constructor(
    private readonly attachments: AttachmentsService,
    private readonly files: AttachmentFiles,
    private readonly rate: UploadRate,
    private readonly front: HttpFront,
    private readonly metrics: AttachmentMetrics,
  ) {}

  @Handles(endpoints.uploadAttachment)
  async upload(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.uploadAttachment>,
    @Req() { raw: request }: FastifyRequest,
    @Res({ passthrough: true }) { raw: answer }: FastifyReply,
  ): Promise<AttachmentView> {
    const onAdmitted = () => {
      this.front.allowSlowBody(request, answer);
    };
    this.metrics.begin();
    try {
      const upload = () => this.attachments.upload(me, params.roomId, { request, onAdmitted });
      const view = await this.rate.admit(me.user.id, upload);
      this.metrics.countStored(view.sizeBytes);
      return view;
    } catch (error) {
      const refusal = asRefusal(error);
      this.metrics.countRefused(refusal.code);
      throw refusal;
    }
  }

  @Handles(endpoints.readAttachment)
  async read(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.readAttachment>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const row = await this.attachments.find(me, params.roomId, params.attachmentId);
    await this.answer(
      request,
      reply,
      wholeFile(row, (range) => this.files.open(row.id, 'file', range)),
    );
  }

  @Handles(endpoints.readThumbnail)
  async readThumbnail(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.readThumbnail>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const row: AttachmentRow = await this.attachments.find(me, params.roomId, params.attachmentId);
    if (!row.has_thumbnail) throw new DomainError('ATTACHMENT_NOT_FOUND');
    await this.answer(
      request,
      reply,
      thumbnailOf(row, () => this.files.open(row.id, 'thumbnail')),
    );
  }

  @Handles(endpoints.discardAttachment)
  discard(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.discardAttachment>,
  ): Promise<void> {
    return this.attachments.discard(me, params.roomId, params.attachmentId);
  }

  /** Bytes that were lost are reported; to the reader the file is gone. */
  private async answer(request: FastifyRequest, reply: FastifyReply, file: SentFile): Promise<void> {
    try {
      await sendFile(request, reply, file);
    } catch (error) {
      if (!(error instanceof DomainError && error.cause instanceof FileMissing)) throw error;
      this.logger.error({ err: error.cause, reqId: request.id }, 'An attachment has lost its bytes.');
      throw new DomainError('ATTACHMENT_NOT_FOUND');
    }
  }
}
